import { z } from 'zod'
import { text } from '../text.ts'
import { feedNameSchema } from './feed.ts'
import { itemTypeSchema } from './item-type.ts'

/** What the user wants to be loaded of an account. Parts and properties are the provider's own names. */
export const loadChoiceSchema = z.strictObject({
  /** Feeds, and containers within feeds (bases), that are left out. */
  excluded: z.array(text(200)).max(5_000).default([]),
  /** Feeds that are loaded only when asked for, and were asked for. */
  included: z.array(feedNameSchema).max(5_000).default([]),
  /** Names of the properties to load, by type; a type that is not named has all of them. */
  properties: z.partialRecord(itemTypeSchema, z.array(text(200)).max(2_000)).default({}),
  /** At most so many rows of a type; a type that is not named has no cap. */
  caps: z.partialRecord(itemTypeSchema, z.int().positive()).default({}),
  /** How often changes are looked for while the app is open; 0: as suits the provider; null: only when asked. */
  everyMinutes: z.int().min(0).max(10_080).nullable().default(0),
})
export type LoadChoice = z.infer<typeof loadChoiceSchema>

/** What a choice goes by in a feed. */
interface Choosable {
  readonly name: string
  readonly container: { readonly name: string } | null
  /** Loaded only when asked for. */
  readonly isOptIn: boolean
}

/** Whether the user wants a feed to be loaded. */
export function wantedBy(choice: {
  readonly excluded: readonly string[]
  readonly included: readonly string[]
}): (feed: Choosable) => boolean {
  const excluded = new Set(choice.excluded)
  const included = new Set(choice.included)
  return ({ name, container, isOptIn }) =>
    !excluded.has(name) &&
    (container === null || !excluded.has(container.name)) &&
    (!isOptIn || included.has(name))
}

/** What there is to choose from, as the account itself has it. */
export const loadOptionsSchema = z.strictObject({
  feeds: z
    .array(
      z.strictObject({
        name: feedNameSchema,
        types: z.array(itemTypeSchema),
        /** What people call it where the type does not say it (a table's name). */
        label: text(300).nullable(),
        /** What it stands in (a base's id and name). */
        container: z.strictObject({ name: text(200), label: text(300) }).nullable(),
        isOptIn: z.boolean(),
      }),
    )
    .max(10_000),
  /** By type; empty where the provider's records come whole. */
  properties: z.partialRecord(
    itemTypeSchema,
    z.array(z.strictObject({ name: text(200), label: text(300), group: text(200).nullable() })).max(5_000),
  ),
})
export type LoadOptions = z.infer<typeof loadOptionsSchema>
