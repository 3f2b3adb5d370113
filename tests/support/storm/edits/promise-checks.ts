import type { Change } from '../../../../src/main/outbox/change.ts'
import { draftIdSchema } from '../../../../src/shared/model/draft.ts'
import { valueOf } from '../../core-in-node.ts'
import { keptEdits, type KeptEdits } from './kept-edits.ts'
import type { PortalWrite } from './portal-watch.ts'
import { rowsHere, type StormContext } from './storm-context.ts'

/** What was acknowledged and is nowhere to be found, in words. Nothing may be on its way. */
export async function brokenPromises(context: StormContext): Promise<string[]> {
  const { desk, promises } = context
  const keys = [...promises.values, ...promises.creations.values()].map(({ key }) => key)
  const names = keys.flatMap((key) => promises.namesLike(promises.nameOf(key)))
  const kept = await keptEdits(context, names.map(desk.key))
  const writes = desk.watch.writes.filter(({ by }) => by === 'app')
  return [
    ...lostValues(context, kept, writes),
    ...lostChanges(context, kept),
    ...neverSent(kept, desk.watch.writes),
    ...(await lostDrafts(context)),
  ]
}

function lostValues({ promises }: StormContext, kept: KeptEdits, writes: readonly PortalWrite[]): string[] {
  const changes = [...kept.open, ...kept.ended]
  const created = [...promises.creations.values()].flatMap(({ key, values }) =>
    Object.entries(values).map(([field, value]) => ({ step: 0, key, field, value })),
  )
  return [...promises.values, ...created].flatMap(({ step, key, field, value }) => {
    const isIn = (values: Readonly<Record<string, string>>): boolean =>
      field in values && values[field] === value
    const isSent = writes.some(
      (write) => isIn(write.values) && promises.areOne(write.id, promises.nameOf(key)),
    )
    // What is empty is no part of a creation that an edit became.
    const isEmptied = (change: Change): boolean =>
      change.kind === 'create' &&
      value === '' &&
      promises.areOne(promises.nameOf(change.key), promises.nameOf(key))
    const isKept =
      isSent ||
      changes.some((change) => isIn(change.values) || isEmptied(change)) ||
      kept.versions.some((values) => isIn(values))
    if (isKept || promises.isErased(key)) return []
    const isElsewhere = writes.some((write) => isIn(write.values))
    const what = isElsewhere ? 'was sent to another record' : 'is lost'
    return [`${field}=${JSON.stringify(value)} of ${promises.nameOf(key)} (step ${step}) ${what}`]
  })
}

function lostChanges({ promises }: StormContext, kept: KeptEdits): string[] {
  const ids = new Set<string>([...kept.open, ...kept.ended].map(({ id }) => id))
  return promises.changes
    .filter(({ id, key }) => !ids.has(id) && !promises.isErased(key))
    .map(({ kind, key, step }) => `the ${kind} of ${promises.nameOf(key)} (step ${step}) is lost`)
}

/** Changes that are said to be sent, and never came there. */
function neverSent(kept: KeptEdits, writes: readonly PortalWrite[]): string[] {
  const sent = kept.ended.filter(({ state, kind }) => state === 'sent' && kind === 'update')
  return sent.flatMap((change) =>
    Object.entries(change.values)
      // What the user typed in this storm: everything else may have been there before.
      .filter(([, value]) => /^u\d/.test(value))
      .filter(([field, value]) => !writes.some((write) => write.values[field]?.trim() === value.trim()))
      .map(([field, value]) => `${field}=${value} of ${change.key} is said to be sent`),
  )
}

async function lostDrafts({ desk, promises }: StormContext): Promise<string[]> {
  const lost: string[] = []
  for (const [id, value] of promises.drafts) {
    const name = promises.nameOf(id as never)
    // Drafts of two records that became one are one, and which that is depends.
    const isAlone =
      id === 'new' || promises.namesLike(name).filter((one) => /^(new-|\d)/.test(one)).length === 1
    if (!isAlone || promises.isErased(id as never)) continue
    const draft = valueOf(await desk.core().handlers.drafts.get({ id: draftIdSchema.parse(id) }))
    const kept = draft?.values['city'] ?? null
    if (kept !== value)
      lost.push(`the draft of ${name} is ${kept ?? 'nothing'} and was ${value ?? 'nothing'}`)
  }
  return lost
}

/** How the screens differ from what `outbox.db` holds, in words. Nothing may be on its way. */
export async function wrongScreens(context: StormContext): Promise<string[]> {
  const { desk, promises } = context
  const { open, ended } = await keptEdits(context, [])
  const view = await desk.outbox()
  const rows = await rowsHere(context)
  const wrong: string[] = []
  const tell = (text: string): void => void wrong.push(text)
  const needs = open.filter(({ state }) => state === 'needs-you')
  if (view.needsYouCount !== needs.length || view.waitingCount !== open.length - needs.length) {
    tell(
      `${view.waitingCount} waiting and ${view.needsYouCount} needing are shown of ${open.length}, ${needs.length}`,
    )
  }
  const midnightMs = new Date(desk.sandbox.clock.now()).setHours(0, 0, 0, 0)
  const today = ended.filter(({ endedAtMs }) => (endedAtMs ?? 0) >= midnightMs).length
  if (view.todayCount !== today) tell(`${view.todayCount} of ${today} ended ones are shown`)
  for (const row of rows) {
    const own = open.filter(({ key }) => key === row.key)
    if ((row.pending !== null) !== own.length > 0) {
      tell(
        `${promises.nameOf(row.key)} is ${row.pending === null ? 'not ' : ''}marked, with ${own.length} open`,
      )
    }
    const phone = own.findLast(({ values }) => Object.hasOwn(values, 'phone'))?.values['phone']
    // Without one, the list shows the mobile's.
    if (phone !== undefined && phone !== '' && row.phone !== phone) {
      tell(`${promises.nameOf(row.key)} shows the phone ${row.phone ?? ''} and not ${phone}`)
    }
  }
  const isUnseen = (change: Change): boolean =>
    change.kind === 'create' && change.externalId === null && rows.every(({ key }) => key !== change.key)
  for (const { key } of open.filter(isUnseen)) tell(`the new ${promises.nameOf(key)} is not in the list`)
  for (const { key } of rows) {
    const versions = await desk.core().handlers.contacts.versions({ key })
    if (!versions.ok) tell(`the versions of ${promises.nameOf(key)} answered ${versions.error.kind}`)
  }
  return wrong
}
