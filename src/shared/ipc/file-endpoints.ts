import { z } from 'zod'
import { exportRequestSchema, exportRunSchema } from '../model/export.ts'
import { accountIdSchema } from '../model/account.ts'
import { importOptionsSchema, importStateSchema } from '../model/import.ts'
import { undoneSchema } from '../model/undone.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const ofRun = z.strictObject({ id: z.uuid() })

const local = { maxInputBytes: 8_192, timeoutMs: 30_000 }
/** Waits for a person in a dialog of the system. What was chosen after that is chosen all the same. */
const atDialog = { maxInputBytes: 32_768, timeoutMs: 600_000 }

/** Endpoints of files that the user takes along or brings; a part of the table in `contract.ts`. */
export const fileEndpoints = {
  exports: {
    /** Asks where the file is to go, and begins to write it; null when the user chose nothing. */
    start: endpoint({
      input: exportRequestSchema,
      output: z.strictObject({ id: z.uuid() }).nullable(),
      ...atDialog,
      // Names the rows that are selected, and every column.
      maxInputBytes: 30_000_000,
    }),
    /** Of this start of the app, the latest first. */
    list: endpoint({ input: nothing, output: z.array(exportRunSchema).max(100), ...local }),
    /** Nothing is left of the file. */
    cancel: endpoint({ input: ofRun, output: nothing, ...local }),
  },
  /** Contacts of a file, one file at a time. Nothing of it is sent before `start`. */
  imports: {
    /** Lets the user choose a file and looks into it; null when none was chosen. */
    choose: endpoint({
      input: z.strictObject({ accountId: accountIdSchema }),
      output: importStateSchema.nullable(),
      ...atDialog,
    }),
    /** Null where no file was chosen. */
    get: endpoint({ input: nothing, output: importStateSchema.nullable(), ...local }),
    /** Says what would become of each row, in the background; nothing is changed. */
    check: endpoint({ input: importOptionsSchema, output: nothing, ...local, maxInputBytes: 1_000_000 }),
    /** Notes what was checked in the outbox, in the background. `changed-meanwhile`: nothing was checked. */
    start: endpoint({ input: nothing, output: nothing, ...local }),
    /** What was noted by then stays. */
    stop: endpoint({ input: nothing, output: nothing, ...local }),
    /** Asks where the rows that were skipped are to go, each with the words for its reason. */
    saveSkipped: endpoint({
      input: z.strictObject({ words: z.record(text(50), text(500)), title: text(100) }),
      output: z.strictObject({ isSaved: z.boolean() }),
      ...atDialog,
    }),
    /**
     * Takes the import back: what was not sent is let go of, fields go back where nobody has changed them since.
     * `deletesSent`: contacts that it has created at the provider are deleted there.
     */
    undo: endpoint({
      input: z.strictObject({ deletesSent: z.boolean() }),
      output: undoneSchema.nullable(),
      ...local,
    }),
  },
} as const
