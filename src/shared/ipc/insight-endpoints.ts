import { z } from 'zod'
import { accountIdSchema } from '../model/account.ts'
import { chartFileSchema, insightPeriodSchema, insightsSchema } from '../model/insights.ts'
import { endpoint } from './endpoint.ts'

/** Endpoints of the numbers over all items; a part of the table in `contract.ts`. */
export const insightEndpoints = {
  insights: {
    /**
     * Counts what is on this computer, with the changes that wait, as lists show it; nobody is asked. Null as the
     * account means all of them.
     */
    get: endpoint({
      input: z.strictObject({ accountId: accountIdSchema.nullable(), period: insightPeriodSchema }),
      output: insightsSchema,
      maxInputBytes: 4_096,
      timeoutMs: 30_000,
    }),
    /** Writes a chart where the user says in the system's dialog. `isSaved` false: they chose no place. */
    save: endpoint({
      input: chartFileSchema,
      output: z.strictObject({ isSaved: z.boolean() }),
      maxInputBytes: 12_100_000,
      // Waits for a person.
      timeoutMs: 600_000,
    }),
  },
} as const
