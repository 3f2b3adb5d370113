import type { ChangeView } from '../../../../src/shared/model/change.ts'
import type { ContactValues } from '../../../../src/shared/model/contact.ts'
import type { ItemKey, ItemRow } from '../../../../src/shared/model/item.ts'
import { plainQuery } from '../../../../src/shared/plain-query.ts'
import type { AppError } from '../../../../src/shared/errors.ts'
import type { Result } from '../../../../src/shared/result.ts'
import { oneOf, type Random } from '../acts.ts'
import type { Promises } from './promises.ts'
import type { StormDesk } from './storm-desk.ts'

/** What the acts of a storm have in common. */
export interface StormContext {
  readonly desk: StormDesk
  readonly random: Random
  readonly promises: Promises
  readonly step: () => number
  /** The next number: no two values that are typed in a storm are the same. */
  readonly count: () => number
  /** What is wrong, in words. */
  readonly problem: (text: string) => void
  /** The app asks the user for this reason. */
  readonly asked: (reason: string) => void
  /** Ids of changes that were seen in the outbox. */
  readonly known: Set<string>
  /** Forms that were opened a while ago. */
  readonly forms: { readonly key: ItemKey; readonly values: ContactValues }[]
}

/** Something that somebody does; says what it was, or null where there was nothing to do it to. */
export interface StormAct {
  readonly weight: number
  readonly perform: (context: StormContext) => Promise<string | null>
}

/** Fields that both sides edit: few, so that they meet. */
export const editedFields = ['jobtitle', 'city', 'phone', 'company', 'fax'] as const

export const typed = ({ random, count }: StormContext, by: string): string =>
  `${by}${count()} ${oneOf(random, ['Ångström', 'O’Neil', '港湾', '=1+1', 'a, b', '<b>']) ?? ''}`

export const chance = ({ random }: StormContext, share: number): boolean => random() < share

/** Some of a list, each at most once. */
export function someOf<Value>({ random }: StormContext, values: readonly Value[], most: number): Value[] {
  const left = [...values]
  const taken: Value[] = []
  for (let times = 1 + Math.floor(random() * most); times > 0 && left.length > 0; times -= 1) {
    taken.push(...left.splice(Math.floor(random() * left.length), 1))
  }
  return taken
}

/** Rows of contacts as the list shows them. */
export async function rowsHere({ desk }: StormContext): Promise<readonly ItemRow[]> {
  const query = plainQuery({ type: 'contact' })
  const listed = await desk.core().handlers.items.list({ query, columns: [], offset: 0, limit: 500 })
  return listed.ok ? listed.value.rows : []
}

/** A contact, most often one of a few: where all meet. */
export async function someRow(context: StormContext): Promise<ItemRow | null> {
  const rows = await rowsHere(context)
  return oneOf(context.random, chance(context, 0.6) ? rows.slice(0, 8) : rows)
}

/** Every change that the outbox shows. */
export async function shownChanges({ desk }: StormContext): Promise<readonly ChangeView[]> {
  const { waiting, needsYou, today } = await desk.outbox()
  return [...waiting, ...needsYou, ...today]
}

/** Takes the app's word for what stood before where it made the changes itself, as Undo and Redo do. */
export async function noteNewChanges(context: StormContext): Promise<readonly ChangeView[]> {
  const views = await shownChanges(context)
  const added = views.filter(({ id }) => !context.known.has(id))
  for (const { id, fields } of added) {
    context.known.add(id)
    for (const { name, before, after } of fields) context.promises.mayReplace(name, after, before)
  }
  return added
}

const expected: ReadonlySet<AppError['kind']> = new Set([
  'changed-meanwhile',
  'not-found',
  'no-workspace',
  'invalid-request',
  'storage-unavailable',
  'working-offline',
  'offline',
  'cancelled',
])

/** What an answer says for the record of the storm; an edit may be refused for few reasons only. */
export function outcomeOf(context: StormContext, what: string, result: Result<unknown, AppError>): string {
  if (result.ok) return what
  if (!expected.has(result.error.kind)) {
    context.problem(`${what} answered ${JSON.stringify(result.error)}`)
  }
  return `${what}: ${result.error.kind}`
}
