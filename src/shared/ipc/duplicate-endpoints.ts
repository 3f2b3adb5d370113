import { z } from 'zod'
import { accountIdSchema } from '../model/account.ts'
import { duplicateGroupSchema, duplicatesSchema, toldApartSchema } from '../model/duplicates.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

/** Answers from the local store. */
const local = { maxInputBytes: 4_096, timeoutMs: 30_000 }

/** Endpoints of contacts that are likely the same; a part of the table in `contract.ts`. Null means all accounts. */
export const duplicateEndpoints = {
  duplicates: {
    /** Groups of them, each with its first members; waiting changes count, and nobody is asked. */
    find: endpoint({
      input: z.strictObject({
        accountId: accountIdSchema.nullable(),
        offset: z.int().nonnegative(),
        /** 0 where the numbers alone are wanted. */
        limit: z.int().nonnegative().max(50),
      }),
      output: duplicatesSchema,
      ...local,
    }),
    /** Members of the group in this state; null where there is none any more. */
    members: endpoint({
      input: z.strictObject({
        accountId: accountIdSchema.nullable(),
        state: text(100),
        offset: z.int().nonnegative(),
        limit: z.int().min(1).max(100),
      }),
      output: duplicateGroupSchema.nullable(),
      ...local,
    }),
    /**
     * Keeps that the members of a group are different people, until anything that was compared of one changes.
     * `changed-meanwhile` where none is in the state that was seen any more.
     */
    tellApart: endpoint({
      input: z.strictObject({ accountId: accountIdSchema.nullable(), state: text(100) }),
      output: z.strictObject({ id: text(60) }),
      ...local,
    }),
    /** What was told apart, the newest first. */
    toldApart: endpoint({
      input: z.strictObject({ offset: z.int().nonnegative(), limit: z.int().min(1).max(100) }),
      output: z.strictObject({ entries: z.array(toldApartSchema), total: z.int().nonnegative() }),
      ...local,
    }),
    /** Takes such a word back. */
    takeBack: endpoint({
      input: z.strictObject({ id: text(60) }),
      output: z.strictObject({}),
      ...local,
    }),
  },
} as const
