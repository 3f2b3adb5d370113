import { z } from 'zod'
import type { FeedName } from '../../../shared/model/feed.ts'
import { type ItemType, itemTypeSchema } from '../../../shared/model/item-type.ts'
import { type LoadChoice, type LoadOptions, wantedBy } from '../../../shared/model/load-choice.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'

type FeedOption = LoadOptions['feeds'][number]
export type PropertyOption = NonNullable<LoadOptions['properties'][ItemType]>[number]

/** Every number that a cap may be, as it is typed; empty is no cap. */
const cap = z.string().refine((typed) => typed.trim() === '' || readCap(typed) !== null)

/** The choice as the form has it: numbers as they are typed, and null for all properties of a type. */
export const choiceFormSchema = z.object({
  excluded: z.array(z.string()),
  included: z.array(z.string()),
  properties: z.partialRecord(itemTypeSchema, z.array(z.string()).nullable()),
  caps: z.partialRecord(itemTypeSchema, cap),
  everyMinutes: z.string(),
})
export type ChoiceForm = z.infer<typeof choiceFormSchema>

/** Stands for "only when I ask", which no number of minutes is. */
export const never = 'never'

/** Null where no number from 1 on was typed. Thousands may be set apart as people write them. */
function readCap(typed: string): number | null {
  const digits = typed.trim().replaceAll(/[\s.,'’]/g, '')
  const number = /^\d{1,12}$/.test(digits) ? Number(digits) : 0
  return number > 0 ? number : null
}

export function formOf(choice: LoadChoice, types: readonly ItemType[]): ChoiceForm {
  return {
    excluded: [...choice.excluded],
    included: [...choice.included],
    properties: Object.fromEntries(types.map((type) => [type, choice.properties[type] ?? null])),
    caps: Object.fromEntries(types.map((type) => [type, choice.caps[type]?.toString() ?? ''])),
    everyMinutes: choice.everyMinutes?.toString() ?? never,
  }
}

/** What the form says, over what was chosen before: a type that it does not show keeps what it had. */
export function choiceOf(before: LoadChoice, form: ChoiceForm): LoadChoice {
  const { properties, caps, everyMinutes } = form
  return {
    excluded: form.excluded,
    included: form.included as FeedName[],
    properties: merged(before.properties, properties),
    caps: merged(
      before.caps,
      Object.fromEntries(Object.entries(caps).map(([type, typed]) => [type, readCap(typed)])),
    ),
    everyMinutes: everyMinutes === never ? null : Number(everyMinutes),
  }
}

/** Null takes a type's entry away. */
function merged<Value>(
  before: Partial<Record<ItemType, Value>>,
  changes: Partial<Record<ItemType, Value | null>>,
): Partial<Record<ItemType, Value>> {
  const entries = Object.entries({ ...before, ...changes }).filter(([, value]) => value != null)
  return Object.fromEntries(entries)
}

/** Whether two choices want the same; the order in which things were clicked is no difference. */
export function isSameChoice(one: LoadChoice, other: LoadChoice): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

const sorted = ({ excluded, included, properties, caps, everyMinutes }: LoadChoice) => ({
  excluded: excluded.toSorted(),
  included: included.toSorted(),
  properties: byType(properties).map(([type, names]) => [type, names?.toSorted()]),
  caps: byType(caps),
  everyMinutes,
})

const byType = <Value>(record: Partial<Record<ItemType, Value>>) =>
  itemTypeSchema.options
    .filter((type) => record[type] !== undefined)
    .map((type) => [type, record[type]] as const)

/** Rows that are here and that saving a choice takes away. */
export interface Removal {
  readonly type: ItemType
  /** What people call the feed where the type does not say it. */
  readonly label: string | null
  /** Null where a cap takes them, whichever feed they are of. */
  readonly feed: FeedName | null
  readonly count: number
}

/** What saving takes away: feeds that are no longer wanted, and what a cap leaves no room for; nothing empty. */
export function removedBy(
  before: LoadChoice,
  after: Pick<LoadChoice, 'excluded' | 'included' | 'caps'>,
  feeds: readonly FeedOption[],
  streams: readonly StreamStatus[],
): readonly Removal[] {
  // A feed that is named once more for each of its parts is wanted as long as one of them is.
  const wantedIn = (choice: Pick<LoadChoice, 'excluded' | 'included'>): Set<FeedName> =>
    new Set(feeds.filter(wantedBy(choice)).map(({ name }) => name))
  const [wantedBefore, wantedAfter] = [wantedIn(before), wantedIn(after)]
  const isLeft = ({ feed }: StreamStatus): boolean => wantedBefore.has(feed) && !wantedAfter.has(feed)
  const ofFeeds = streams
    .filter(isLeft)
    .map(({ feed, type, label, loaded }): Removal => ({ feed, type, label, count: loaded }))
  const ofCaps = itemTypeSchema.options.map((type): Removal => {
    const stays = streams.filter((stream) => stream.type === type && !isLeft(stream))
    const rows = stays.reduce((sum, { loaded }) => sum + loaded, 0)
    return { feed: null, type, label: null, count: rows - (after.caps[type] ?? Infinity) }
  })
  return [...ofFeeds, ...ofCaps].filter(({ count }) => count > 0)
}

/** The list with a name in it, or without it. */
export function withName(names: readonly string[], name: string, isIn: boolean): string[] {
  const others = names.filter((one) => one !== name)
  return isIn ? [...others, name] : others
}

export interface BaseOptions {
  readonly name: string
  readonly label: string
  readonly feeds: readonly FeedOption[]
}

/** What stands in each base, as far as something matches what is searched for; a base that matches has all of it. */
export function basesMatching(feeds: readonly FeedOption[], search: string): readonly BaseOptions[] {
  const wanted = search.trim().toLowerCase()
  const bases = new Map<string, { label: string; feeds: FeedOption[] }>()
  for (const feed of feeds) {
    if (feed.container === null) continue
    const base = bases.get(feed.container.name) ?? { label: feed.container.label, feeds: [] }
    if (feed.isOptIn) base.feeds.push(feed)
    bases.set(feed.container.name, base)
  }
  return [...bases]
    .map(([name, { label, feeds: all }]) => ({
      name,
      label,
      feeds: label.toLowerCase().includes(wanted)
        ? all
        : all.filter((feed) => (feed.label ?? '').toLowerCase().includes(wanted)),
    }))
    .filter(({ label, feeds: found }) => found.length > 0 || label.toLowerCase().includes(wanted))
}
