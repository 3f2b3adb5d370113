import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import { valueIn, type ContactForm } from '../../../shared/model/contact.ts'
import { feedNameSchema } from '../../../shared/model/feed.ts'
import { itemKey } from '../../../shared/model/item.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import type { ContactEditing, ProviderSession, SavedContact, StoredFacts } from '../provider.ts'
import {
  ownersFact,
  readOwners,
  readRequired,
  requiredFact,
  type PropertyDefinition,
} from './account-facts.ts'
import { askedFact, propertiesAsked } from './asked-properties.ts'
import { contactForm, definitionsIn, factsForForm } from './contact-form.ts'
import { isSameValue, valuesIn, withValues } from './contact-values.ts'
import { createdSince } from './created-since.ts'
import { shownValue } from './describe-record.ts'
import { explainWrite } from './explain-write.ts'
import { byAddress, findRecord, idPattern } from './find-record.ts'
import { mergedIds } from './merged-ids.ts'
import { mergedValues } from './merged-values.ts'
import { objectPath } from './object-types.ts'
import { readInstant } from './property-text.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'
import { modifiedAt, shownContact, toLoadedItem } from './to-item.ts'
import { authorsOf } from './value-authors.ts'

/**
 * Contacts of HubSpot, one call at a time; nothing here is ever sent twice. They are read with the properties that
 * the feed asked for last, so that a row does not lose any of them when its contact is opened.
 */
export function createContactEditing(providerId: ProviderId): ContactEditing {
  const saved = (session: ProviderSession, record: HubSpotRecord): SavedContact => {
    const loaded = toLoadedItem(providerId, session, 'contact', record)
    return {
      contact: {
        key: itemKey(providerId, session.accountId, 'contact', record.id),
        externalId: record.id,
        values: valuesIn(record),
        modifiedAtMs: modifiedAt(record),
        record: z.json().parse(loaded.record),
      },
      createdAtMs: readInstant(record.createdAt) ?? readInstant(record.properties?.['createdate']),
      loaded,
    }
  }
  const known = rememberedFacts()
  const definition = (facts: StoredFacts, name: string): PropertyDefinition | undefined =>
    known(facts).definitions.get(name)

  return {
    feed: feedNameSchema.parse('contact'),
    facts: [askedFact('contact'), ...factsForForm],
    form: (facts) => known(facts).form,
    formerIds: (values) => mergedIds({ id: '', properties: values }),
    withValues,
    merged: mergedValues,
    shown: (values) => shownContact({ id: '', properties: { ...values } }),
    addressOf: ({ email = '' }) => (email.includes('@') ? email.trim() : null),
    isSameValue: (facts, name, one, other) => isSameValue(name, definition(facts, name), one, other),

    requiring(facts, names) {
      const required = readRequired(facts[requiredFact])
      const value = [...new Set([...required, ...names])].slice(0, mostRequired)
      return value.length === required.length ? null : { name: requiredFact, value }
    },

    valuesOf(record) {
      const parsed = recordSchema.safeParse(record)
      return parsed.success ? valuesIn(parsed.data) : {}
    },

    describeValue(facts, name, value) {
      const property = definition(facts, name)
      const people = { owners: known(facts).owners, pipelines: [], company: null }
      const text = property === undefined ? value : shownValue(property, value.trim(), people).value
      return { label: wellFormedStart(property?.label ?? name, 500), text: wellFormedStart(text, 2_000) }
    },

    async read(session, id, facts, names = []) {
      const found = await findRecord(session, 'contact', id, namesIn(facts, names))
      return found.ok ? ok(saved(session, found.value)) : found
    },

    async find(session, text, facts) {
      const asked = text.trim()
      if (idPattern.test(asked)) {
        const found = await findRecord(session, 'contact', asked, namesIn(facts))
        // Whoever asks for the id of a merged contact wants the one that it is now.
        const id = !found.ok && found.error.kind === 'merged-into' ? found.error.currentId : null
        const current = id === null ? found : await findRecord(session, 'contact', id, namesIn(facts))
        return current.ok ? ok(saved(session, current.value)) : current
      }
      const holder = await byAddress(session, asked)
      if (!holder.ok) return holder
      const found = await findRecord(session, 'contact', holder.value, namesIn(facts))
      return found.ok ? ok(saved(session, found.value)) : found
    },

    authorsOf,

    async create(session, values, facts) {
      const given = Object.entries(values).filter(([, value]) => value !== '')
      const created = await session.request(
        {
          method: 'POST',
          path: objectPath('contact'),
          json: { properties: Object.fromEntries(given), associations: [] },
        },
        recordSchema,
      )
      if (!created.ok) return err(await explainWrite(session, created.error, values, null))
      const { value } = created
      return ok(saved(session, await completed(session, value, namesIn(facts, Object.keys(values)))))
    },

    async createdSince(session, values, sinceMs, facts) {
      const isAsGiven = (record: HubSpotRecord): boolean =>
        Object.entries(values).every(([name, value]) =>
          isSameValue(name, definition(facts, name), valueIn(valuesIn(record), name), value),
        )
      const found = await createdSince(session, values, sinceMs, namesIn(facts, Object.keys(values)))
      return found.ok ? ok(found.value.filter(isAsGiven).map((record) => saved(session, record))) : found
    },

    async update(session, id, values, facts) {
      if (!idPattern.test(id)) return err({ kind: 'not-found' })
      const updated = await session.request(
        { method: 'PATCH', path: objectPath('contact', id), json: { properties: values } },
        recordSchema,
      )
      if (!updated.ok) return err(await explainWrite(session, updated.error, values, id))
      const { value } = updated
      return ok(saved(session, await completed(session, value, namesIn(facts, Object.keys(values)))))
    },

    async remove(session, id) {
      if (!idPattern.test(id)) return err({ kind: 'not-found' })
      const deleted = await session.request(
        { method: 'DELETE', path: objectPath('contact', id) },
        z.unknown(),
      )
      return deleted.ok ? provenGone(session, id) : deleted
    },

    async erase(session, id) {
      if (!idPattern.test(id)) return err({ kind: 'not-found' })
      const erased = await session.request(
        { method: 'POST', path: objectPath('contact', 'gdpr-delete'), json: { objectId: id } },
        z.unknown(),
      )
      return erased.ok ? provenGone(session, id) : erased
    },

    async merge(session, primaryId, otherId, facts) {
      if (!idPattern.test(primaryId) || !idPattern.test(otherId)) return err({ kind: 'not-found' })
      const merged = await session.request(
        {
          method: 'POST',
          path: objectPath('contact', 'merge'),
          json: { primaryObjectId: primaryId, objectIdToMerge: otherId },
        },
        recordSchema,
      )
      return merged.ok ? ok(saved(session, await completed(session, merged.value, namesIn(facts)))) : merged
    },
  }
}

interface KnownFacts {
  readonly form: ContactForm
  readonly definitions: ReadonlyMap<string, PropertyDefinition>
  readonly owners: ReturnType<typeof readOwners>
}

/** What facts say is worked out once: an account has hundreds of properties, and each value shown asks for its own. */
function rememberedFacts(): (facts: StoredFacts) => KnownFacts {
  const remembered = new WeakMap<StoredFacts, KnownFacts>()
  return (facts) => {
    const known = remembered.get(facts) ?? {
      form: contactForm(facts),
      definitions: new Map(definitionsIn(facts).map((one) => [one.name, one])),
      owners: readOwners(facts[ownersFact]),
    }
    remembered.set(facts, known)
    return known
  }
}

/** More could only be a mistake of the provider's. */
const mostRequired = 200

const namesIn = (facts: StoredFacts, besides: readonly string[] = []): readonly string[] => [
  ...new Set([...propertiesAsked('contact', facts[askedFact('contact')]), ...besides]),
]

/** HubSpot answers 204 for unknown and deleted ids as well, so its answer to a deletion proves nothing. */
async function provenGone(session: ProviderSession, id: string): Promise<Result<null, AppError>> {
  const after = await findRecord(session, 'contact', id, ['hs_object_id'])
  if (after.ok || after.error.kind === 'merged-into') {
    return err({ kind: 'unexpected-response', detail: 'the contact is still there after its deletion' })
  }
  // Where only this look failed: the contact was there a moment ago, and HubSpot said that now it is not.
  return ok(null)
}

/**
 * The whole contact after a write, whose own answer has little more than what was written. When it cannot be
 * read, the write is still done and must not be called a failure: then the answer has to do.
 */
async function completed(
  session: ProviderSession,
  written: HubSpotRecord,
  names: readonly string[],
): Promise<HubSpotRecord> {
  const now = await findRecord(session, 'contact', written.id, names)
  return now.ok ? now.value : written
}
