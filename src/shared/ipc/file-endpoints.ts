import { z } from 'zod'
import { exportRequestSchema, exportRunSchema } from '../model/export.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const ofRun = z.strictObject({ id: z.uuid() })

const local = { maxInputBytes: 8_192, timeoutMs: 30_000 }
/** Waits for a person in a dialog of the system, who may take very long. */
const atDialog = { maxInputBytes: 30_000_000, timeoutMs: 3_600_000 }

/** Endpoints of files that the user takes along or brings; a part of the table in `contract.ts`. */
export const fileEndpoints = {
  exports: {
    /** Asks where the file is to go, and begins to write it; null when the user chose nothing. */
    start: endpoint({
      input: exportRequestSchema,
      output: z.strictObject({ id: z.uuid() }).nullable(),
      ...atDialog,
    }),
    /** Of this start of the app, the latest first. */
    list: endpoint({ input: nothing, output: z.array(exportRunSchema).max(100), ...local }),
    /** Nothing is left of the file. */
    cancel: endpoint({ input: ofRun, output: nothing, ...local }),
  },
} as const
