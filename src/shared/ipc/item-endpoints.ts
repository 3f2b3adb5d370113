import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { accountIdSchema } from '../model/account.ts'
import { fieldViewSchema } from '../model/field-view.ts'
import { itemKeySchema, itemQuerySchema, itemRowSchema, itemSchema } from '../model/item.ts'
import { itemTypeSchema } from '../model/item-type.ts'
import { fieldIdSchema, listFieldSchema } from '../model/list-field.ts'
import { pendingMarkSchema } from '../model/pending-mark.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})

/** Answers from the local store. */
const local = { maxInputBytes: 8_192, timeoutMs: 30_000 }
/** May wait for a provider; its own deadline is shorter, so that this one is the last resort. */
const remote = { maxInputBytes: 65_536, timeoutMs: 120_000 }

/** Endpoints of what is loaded; a part of the table in `contract.ts`. */
export const itemEndpoints = {
  list: endpoint({
    input: z.strictObject({
      query: itemQuerySchema,
      /** Fields whose values the rows are to bring. */
      columns: z.array(fieldIdSchema).max(60),
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(500),
    }),
    /**
     * `isMore`: a search has more hits than `total`, which are counted as somebody looks further. `progress`: the list
     * is being put together, `done` rows of `of` looked at; `total` and `rows` are what is known so far, and asking
     * again goes on with it.
     */
    output: z.strictObject({
      rows: z.array(itemRowSchema),
      total: z.int(),
      isMore: z.boolean(),
      progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
    }),
    ...remote,
  }),
  /** Keys of a query's rows, for what is done to all of them; see `list` for `progress`. */
  keys: endpoint({
    input: z.strictObject({
      query: itemQuerySchema,
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(1_000),
    }),
    output: z.strictObject({
      keys: z.array(itemKeySchema),
      total: z.int(),
      isMore: z.boolean(),
      progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
    }),
    ...remote,
  }),
  /** The fields that a list of these items can show, sort by and filter by; those of every item come first. */
  fields: endpoint({
    input: z.strictObject({
      type: itemTypeSchema.nullable(),
      accountId: accountIdSchema.nullable(),
      parentKey: itemKeySchema.nullable(),
    }),
    output: z.array(listFieldSchema).max(5_000),
    ...local,
  }),
  /**
   * Runs the provider's own search and keeps what it found; answers the keys, in its order. What the user chose not to
   * load is not looked for. `working-offline`, `reconnect-required`, `missing-permission` and the like where it cannot
   * be asked; `invalid-request` where it has no search (its capabilities say so).
   */
  searchAtProvider: endpoint({
    input: z.strictObject({ accountId: accountIdSchema, text: text(200).min(1) }),
    output: z.strictObject({ keys: z.array(itemKeySchema).max(100), isMore: z.boolean() }),
    ...remote,
  }),
  counts: endpoint({
    input: nothing,
    output: z.array(z.strictObject({ accountId: accountIdSchema, type: itemTypeSchema, count: z.int() })),
    ...local,
  }),
  get: endpoint({
    input: z.strictObject({ key: itemKeySchema }),
    output: z.strictObject({
      item: itemSchema,
      record: z.json(),
      loadedAtMs: z.int(),
      /** The change that lies over it, and the names of the fields that it sets. */
      pending: pendingMarkSchema.extend({ fields: z.array(text(200)).max(5_000) }).nullable(),
      /** The record as a person reads it; empty where nothing is known beyond the record itself. */
      fields: z.array(fieldViewSchema).max(5_000),
      /** What it stands in, from the outermost that is here to the one that holds it. */
      parents: z
        .array(z.strictObject({ key: itemKeySchema, type: itemTypeSchema, name: z.string() }))
        .max(30),
      /** What it is linked with, the first hundred of each type, and how many there are. */
      links: z
        .array(
          z.strictObject({
            key: itemKeySchema,
            type: itemTypeSchema,
            name: z.string(),
            label: z.string().nullable(),
          }),
        )
        .max(1_000),
      linkCounts: z.array(z.strictObject({ type: itemTypeSchema, count: z.int() })),
      linkCount: z.int(),
      /** Whether something lies in it that `content` fetches. */
      hasContent: z.boolean(),
      /** Whether something lies in it that `sync.loadInside` loads, and whether that was asked for. */
      inside: z.enum(['none', 'not-loaded', 'loaded']),
    }),
    ...local,
  }),
  /** What lies inside (a page's text, Markdown); as it is kept where the provider cannot be reached. */
  content: endpoint({
    input: z.strictObject({ key: itemKeySchema }),
    output: z.strictObject({
      text: z.string().max(4_000_000),
      fetchedAtMs: z.int(),
      isComplete: z.boolean(),
      /** Set where a newer text could not be fetched. */
      error: appErrorSchema.nullable(),
    }),
    ...remote,
  }),
} as const
