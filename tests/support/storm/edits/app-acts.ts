import { draftIdSchema } from '../../../../src/shared/model/draft.ts'
import { below, oneOf } from '../acts.ts'
import { chance, outcomeOf, someRow, type StormAct, type StormContext } from './storm-context.ts'

/** The user looks at things, types into forms, loads. None of it makes a change. */
export const appActs: readonly StormAct[] = [
  { weight: 6, perform: read },
  { weight: 3, perform: find },
  { weight: 5, perform: load },
  { weight: 5, perform: type },
  { weight: 2, perform: closeForm },
]

async function read(context: StormContext): Promise<string | null> {
  const row = await someRow(context)
  if (row === null) return null
  const { desk } = context
  const { externalId, accountId } = row
  const answer = await desk.watch.whileUserReads(externalId, () =>
    desk.core().handlers.contacts.read({ accountId, externalId }),
  )
  return `reads ${externalId}: ${answer.ok || answer.error.kind}`
}

async function find(context: StormContext): Promise<string | null> {
  const row = await someRow(context)
  if (row === null || row.email === null) return null
  const { desk } = context
  const { accountId, email } = row
  const answer = await desk.watch.whileUserReads(row.externalId, () =>
    desk.core().handlers.contacts.find({ accountId, text: email }),
  )
  return `finds ${email}: ${answer.ok || answer.error.kind}`
}

async function load(context: StormContext): Promise<string> {
  const { desk, random } = context
  const how = oneOf(random, ['now', 'now', 'compare', 'again'] as const) ?? 'now'
  const started = await desk.core().handlers.sync.start({ accountId: desk.account.id, feed: null, how })
  return `loads (${how}): ${started.ok || started.error.kind}`
}

async function type(context: StormContext): Promise<string | null> {
  const row = await someRow(context)
  if (row === null) return null
  const { desk, promises } = context
  const id = draftIdSchema.parse(chance(context, 0.3) ? 'new' : row.key)
  if (promises.busyDrafts.has(id)) return null
  const value = `d${context.count()}`
  const draft = { id, accountId: desk.account.id, values: { city: value }, base: { city: '' } }
  // Until it is answered nobody knows what is kept.
  promises.drafts.delete(id)
  promises.busyDrafts.add(id)
  const put = await desk.core().handlers.drafts.put(draft)
  promises.busyDrafts.delete(id)
  if (put.ok) promises.drafts.set(id, value)
  return outcomeOf(context, `types ${value} into ${promises.nameOf(row.key)}`, put)
}

async function closeForm(context: StormContext): Promise<string | null> {
  const { desk, promises, random } = context
  const id = oneOf(random, [...promises.drafts.keys()])
  if (id === null) return null
  promises.drafts.delete(id)
  promises.busyDrafts.add(id)
  const removed = await desk.core().handlers.drafts.remove({ id: draftIdSchema.parse(id) })
  promises.busyDrafts.delete(id)
  if (removed.ok) promises.drafts.set(id, null)
  return outcomeOf(context, 'closes a form', removed)
}

const crashWithinMs = 400

/** What may befall the app itself. */
export const fates: readonly StormAct[] = [
  {
    weight: 5,
    perform: async ({ desk }) => ((await desk.killStore()) ? 'the store process is killed' : null),
  },
  {
    weight: 3,
    async perform({ desk }) {
      await desk.restart('closed')
      return 'the app is closed and started again'
    },
  },
  {
    weight: 4,
    async perform({ desk }) {
      await desk.restart('crashed')
      return 'the app crashes and is started again'
    },
  },
  {
    weight: 5,
    async perform({ desk }) {
      const isMet = await desk.crashAtNextWrite(crashWithinMs)
      return isMet ? 'the app crashes when the portal has taken something, and is started again' : null
    },
  },
  {
    weight: 3,
    async perform({ desk, random }) {
      await desk.switchAway(below(random, 30))
      return 'another workspace is opened, and this one again'
    },
  },
]
