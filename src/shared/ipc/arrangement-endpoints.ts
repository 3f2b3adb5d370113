import { z } from 'zod'
import { arrangementKindSchema, arrangementSchema, arrangementScopeSchema } from '../model/arrangement.ts'
import { endpoint } from './endpoint.ts'

/** Endpoints of how the user arranged the open workspace; a part of the table in `contract.ts`. */
export const arrangementEndpoints = {
  arrangements: {
    /** Null where nothing was arranged yet. */
    get: endpoint({
      input: z.strictObject({ kind: arrangementKindSchema, scope: arrangementScopeSchema }),
      output: arrangementSchema.nullable(),
      maxInputBytes: 8_192,
      timeoutMs: 30_000,
    }),
    put: endpoint({
      input: z.strictObject({ scope: arrangementScopeSchema, arrangement: arrangementSchema }),
      output: z.strictObject({}),
      maxInputBytes: 900_000,
      timeoutMs: 30_000,
    }),
  },
} as const
