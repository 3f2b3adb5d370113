import type { ChangeId } from '../../../../src/shared/model/change-id.ts'
import type { ContactValues } from '../../../../src/shared/model/contact.ts'
import type { ItemKey } from '../../../../src/shared/model/item.ts'
import { oneOf } from '../acts.ts'
import { markField } from './promises.ts'
import {
  chance,
  editedFields,
  noteNewChanges,
  outcomeOf,
  rowsHere,
  someOf,
  someRow,
  typed,
  type StormAct,
  type StormContext,
} from './storm-context.ts'

/** The user edits contacts: everything that makes a change. */
export const editActs: readonly StormAct[] = [
  { weight: 10, perform: create },
  { weight: 34, perform: update },
  { weight: 5, perform: amend },
  { weight: 4, perform: (context) => remove(context, 'remove') },
  { weight: 1, perform: (context) => remove(context, 'erase') },
  { weight: 3, perform: merge },
  { weight: 4, perform: revert },
]

async function create(context: StormContext): Promise<string | null> {
  const { desk, promises, random } = context
  const mark = `k${context.count()}`
  const rows = await rowsHere(context)
  const taken = oneOf(random, rows)?.email ?? null
  const email = chance(context, 0.15) && taken !== null ? taken : `${mark}@storm.example`
  const values: ContactValues = {
    firstname: 'Storm',
    [markField]: mark,
    [oneOf(random, editedFields) ?? 'city']: typed(context, 'u'),
    ...(chance(context, 0.55) ? { email } : {}),
    ...(chance(context, 0.06) ? { hs_lead_status: `nope ${mark}` } : {}),
  }
  for (const [field, value] of Object.entries(values)) promises.mayReplace(field, value, '')
  const made = await desk.core().handlers.contacts.create({ accountId: desk.account.id, values })
  const said = outcomeOf(context, `creates ${mark} ${JSON.stringify(values)}`, made)
  if (!made.ok) return said
  const { id, key } = made.value
  context.known.add(id)
  promises.isOne(promises.nameOf(key), mark)
  promises.creations.set(id, { mark, key, values })
  promises.changes.push({ step: context.step(), key, id, kind: 'create' })
  return said
}

async function update(context: StormContext): Promise<string | null> {
  const { desk, promises, forms } = context
  const isStale = chance(context, 0.15) && forms.length > 0
  const form = isStale ? forms.shift() : await openForm(context)
  if (form === undefined || form === null) return null
  const fields: string[] = someOf(context, editedFields, 3)
  const values: Record<string, string> = Object.fromEntries(
    fields.map((field) => [field, chance(context, 0.1) ? '' : typed(context, 'u')]),
  )
  if (chance(context, 0.06)) values['hs_lead_status'] = `nope ${context.count()}`
  if (chance(context, 0.08)) values['email'] = await someAddress(context)
  const base = Object.fromEntries(Object.keys(values).map((field) => [field, form.values[field] ?? '']))
  for (const [field, value] of Object.entries(values)) promises.mayReplace(field, value, base[field] ?? '')
  const noted = await desk.core().handlers.contacts.update({ key: form.key, values, base })
  const what = `edits ${promises.nameOf(form.key)} ${JSON.stringify(values)}${isStale ? ' (an old form)' : ''}`
  const said = outcomeOf(context, what, noted)
  if (!noted.ok) return said
  context.known.add(noted.value.id)
  promises.isOne(promises.nameOf(form.key), promises.nameOf(noted.value.key))
  for (const [field, value] of Object.entries(values)) {
    if (value === base[field]) continue
    promises.values.push({ step: context.step(), key: noted.value.key, field, value })
  }
  return chance(context, 0.15) ? `${said}, ${await letGoAtOnce(context, noted.value.id, values)}` : said
}

/** Thinks better of it while the outbox is about to send it. */
async function letGoAtOnce(context: StormContext, id: ChangeId, values: ContactValues): Promise<string> {
  const { desk, promises } = context
  const discarded = await desk.core().handlers.outbox.discard({ ids: [id] })
  const fields = Object.entries(values).map(([name, after]) => ({ name, after }))
  if (discarded.ok) promises.letGo(id, fields, desk.watch.tick())
  return outcomeOf(context, 'and discards it', discarded)
}

async function openForm(context: StormContext): Promise<StormContext['forms'][number] | null> {
  const row = await someRow(context)
  if (row === null) return null
  const stored = await context.desk.core().handlers.contacts.stored({ key: row.key })
  if (!stored.ok) return null
  const form = { key: stored.value.key, values: stored.value.values }
  if (chance(context, 0.2)) context.forms.push(form)
  return form
}

/** One that nobody has, one that somebody has, or none at all. */
async function someAddress(context: StormContext): Promise<string> {
  const taken = oneOf(context.random, await rowsHere(context))?.email ?? null
  const choice = context.random()
  if (choice < 0.3 && taken !== null) return taken
  return choice < 0.5 ? `nobody${context.count()}@` : `u${context.count()}@storm.example`
}

async function amend(context: StormContext): Promise<string | null> {
  const { desk, promises, random } = context
  const { waiting, needsYou } = await desk.outbox()
  const change = oneOf(
    random,
    [...waiting, ...needsYou].filter(({ id, kind }) => kind === 'create' && promises.creations.has(id)),
  )
  const creation = change === null ? undefined : promises.creations.get(change.id)
  if (change === null || creation === undefined) return null
  const { id, revision } = change
  const { hs_lead_status: _, ...kept } = creation.values
  const values: ContactValues = {
    ...kept,
    [oneOf(random, editedFields) ?? 'city']: typed(context, 'u'),
    ...(change.reason?.kind === 'already-exists' ? { email: `u${context.count()}@storm.example` } : {}),
  }
  for (const [field, value] of Object.entries(values)) promises.mayReplace(field, value, '')
  const amended = await desk.core().handlers.contacts.amend({ id, revision, values })
  if (amended.ok) promises.creations.set(id, { ...creation, values })
  return outcomeOf(context, `rewrites ${creation.mark} ${JSON.stringify(values)}`, amended)
}

async function remove(context: StormContext, how: 'remove' | 'erase'): Promise<string | null> {
  const row = await someRow(context)
  if (row === null) return null
  const { desk, promises } = context
  const { key } = row
  if (how === 'erase') promises.erase(key)
  await noteSeen(context, key)
  const noted = await desk.core().handlers.contacts[how]({ key })
  // What came in between is what the deletion was noted over.
  await noteSeen(context, key)
  if (noted.ok) promiseChange(context, noted.value, how === 'erase' ? 'erase' : 'delete')
  return outcomeOf(context, `${how}s ${promises.nameOf(key)}`, noted)
}

async function noteSeen({ desk, promises }: StormContext, key: ItemKey): Promise<void> {
  const stored = await desk.core().handlers.contacts.stored({ key })
  promises.mayRemove(promises.nameOf(key), (stored.ok ? stored.value.loaded?.values : null) ?? 'any')
}

async function merge(context: StormContext): Promise<string | null> {
  const { desk, promises } = context
  const [one, two] = [await someRow(context), await someRow(context)]
  if (one === null || two === null || one.key === two.key) return null
  const asked = { primary: one.key, other: two.key }
  await desk.core().handlers.contacts.previewMerge(asked)
  promises.isOne(promises.nameOf(one.key), promises.nameOf(two.key))
  const noted = await desk.core().handlers.contacts.merge(asked)
  if (noted.ok) promiseChange(context, noted.value, 'merge')
  return outcomeOf(context, `merges ${promises.nameOf(two.key)} into ${promises.nameOf(one.key)}`, noted)
}

function promiseChange(
  context: StormContext,
  { id, key }: { readonly id: string; readonly key: ItemKey },
  kind: string,
): void {
  context.known.add(id)
  context.promises.changes.push({ step: context.step(), key, id, kind })
}

async function revert(context: StormContext): Promise<string | null> {
  const { desk, promises, random } = context
  const row = await someRow(context)
  if (row === null) return null
  const { contacts } = desk.core().handlers
  const versions = await contacts.versions({ key: row.key })
  const version = versions.ok ? oneOf(random, versions.value) : null
  if (version === null) return null
  const isDone = promises.takeBack('all')
  const reverted = await contacts.revert({ key: row.key, version: version.id })
  isDone()
  if (reverted.ok) await noteNewChanges(context)
  return outcomeOf(
    context,
    `reverts ${promises.nameOf(row.key)} to ${version.origin} ${version.id}`,
    reverted,
  )
}
