import { z } from 'zod'
import type { Account } from '../../shared/model/account.ts'
import type { ContactValues, StoredContact } from '../../shared/model/contact.ts'
import { itemKey, itemKeyParts, type ItemKey } from '../../shared/model/item.ts'
import { answerFailure } from './answer-failure.ts'
import type { Api, AppPorts } from './app-ports.ts'
import { failure, failureOf } from './failure.ts'
import { changedContactForm, contactForm, newContactForm, readProperties } from './forms.ts'
import { contactAccountAt, openPlace } from './open-workspace.ts'
import { isoTime } from './integration-item.ts'
import { formRoute, responses } from './responses.ts'

/** A contact as HubSpot's API writes it. `pending`: something of it waits to be sent. */
const contactSchema = z.strictObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  updatedAt: z.string().nullable(),
  pending: z.boolean(),
})
/** A change that was noted, and is sent as soon as it can be. */
const notedSchema = z.strictObject({
  id: z.string(),
  status: z.literal('waiting'),
  change_id: z.string(),
})

export function addContactRoutes(app: Api, ports: AppPorts): void {
  async function accountFor(
    provider: Account['providerId'],
    named: { user_id: string; org_id: string; account_id?: Account['id'] | undefined },
  ) {
    const place = await openPlace(ports, provider, named)
    if (!place.ok) return place
    const account = await contactAccountAt(place.value, named.account_id)
    return account.ok
      ? { ok: true as const, value: { uses: place.value.uses, account: account.value } }
      : account
  }
  const keyOf = ({ providerId, id }: Account, contactId: string): ItemKey =>
    itemKey(providerId, id, 'contact', contactId)

  app.post(
    '/integrations/:provider/contact/get',
    {
      schema: {
        summary:
          'A contact as it is here, with what waits to be sent; asks the provider where it is not here',
        ...formRoute,
        body: contactForm,
        response: responses({ 200: contactSchema }),
      },
    },
    async ({ params, body }, reply) => {
      const at = await accountFor(params.provider, body)
      if (!at.ok) return answerFailure(reply, at.error)
      const { uses, account } = at.value
      const stored = await uses.contacts.stored({ key: keyOf(account, body.contact_id) })
      if (stored.ok) return reply.send(shownStored(stored.value))
      if (stored.error.kind !== 'not-found') return answerFailure(reply, failureOf(stored.error))
      const found = await uses.contacts.read({ accountId: account.id, externalId: body.contact_id })
      if (!found.ok) return answerFailure(reply, failureOf(found.error))
      const { externalId, values, modifiedAtMs } = found.value
      return reply.send(shown(externalId, values, modifiedAtMs, false))
    },
  )

  app.post(
    '/integrations/:provider/contact/create',
    {
      schema: {
        summary:
          'Notes a new contact. Its id is one of this computer until the provider has given another; both work',
        ...formRoute,
        body: newContactForm,
        response: responses({ 202: notedSchema }),
      },
    },
    async ({ params, body }, reply) => {
      const values = readProperties(body.properties_str)
      if (values === null) return answerFailure(reply, noProperties)
      const at = await accountFor(params.provider, body)
      if (!at.ok) return answerFailure(reply, at.error)
      const { uses, account } = at.value
      const noted = await uses.contacts.create({ accountId: account.id, values })
      if (!noted.ok) return answerFailure(reply, failureOf(noted.error))
      return reply.code(202).send(waiting(noted.value))
    },
  )

  app.post(
    '/integrations/:provider/contact/update',
    {
      schema: {
        summary: 'Notes new values for fields of a contact; an empty text clears a field',
        ...formRoute,
        body: changedContactForm,
        response: responses({ 202: notedSchema }),
      },
    },
    async ({ params, body }, reply) => {
      const values = readProperties(body.properties_str)
      if (values === null) return answerFailure(reply, noProperties)
      const at = await accountFor(params.provider, body)
      if (!at.ok) return answerFailure(reply, at.error)
      const { uses, account } = at.value
      const key = keyOf(account, body.contact_id)
      const stored = await uses.contacts.stored({ key })
      if (!stored.ok) return answerFailure(reply, failureOf(stored.error))
      const noted = await uses.contacts.update({ key, values, base: stored.value.values })
      if (!noted.ok) return answerFailure(reply, failureOf(noted.error))
      return reply.code(202).send(waiting(noted.value))
    },
  )

  app.post(
    '/integrations/:provider/contact/delete',
    {
      schema: {
        summary:
          'Notes that a contact is to be deleted. It is sent ten seconds later; Portolan can undo it until then',
        ...formRoute,
        body: contactForm,
        response: responses({ 202: notedSchema }),
      },
    },
    async ({ params, body }, reply) => {
      const at = await accountFor(params.provider, body)
      if (!at.ok) return answerFailure(reply, at.error)
      const { uses, account } = at.value
      const noted = await uses.contacts.remove({ key: keyOf(account, body.contact_id) })
      if (!noted.ok) return answerFailure(reply, failureOf(noted.error))
      return reply.code(202).send(waiting(noted.value))
    },
  )
}

function waiting(noted: { id: string; key: ItemKey }): z.infer<typeof notedSchema> {
  return { id: idIn(noted.key), status: 'waiting', change_id: noted.id }
}

const idIn = (key: ItemKey): string => itemKeyParts(key)?.externalId ?? ''

const shownStored = (contact: StoredContact): z.infer<typeof contactSchema> =>
  shown(
    idIn(contact.key),
    contact.values,
    contact.loaded?.modifiedAtMs ?? null,
    contact.createdBy !== null || contact.isBeingDeleted || contact.changedFields.length > 0,
  )

function shown(
  id: string,
  values: ContactValues,
  modifiedAtMs: number | null,
  pending: boolean,
): z.infer<typeof contactSchema> {
  // A field that is not set is null, as in HubSpot's own replies.
  const properties = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]),
  )
  return { id, properties, updatedAt: isoTime(modifiedAtMs), pending }
}

const noProperties = failure(
  422,
  'unusable-values',
  'properties_str is to be a JSON object of field names and values, for example {"email": "ada@example.org"}.',
)
