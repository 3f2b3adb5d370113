import { z } from 'zod'
import { backupsSchema } from '../model/backup.ts'
import { workspaceNamesSchema } from '../model/workspace.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const passphrase = text(1_000).min(1)

const local = { maxInputBytes: 8_192, timeoutMs: 30_000 }
/** Derives a key from a passphrase and reads what accounts take. */
const slow = { maxInputBytes: 8_192, timeoutMs: 120_000 }
/** Waits for a person in a dialog of the system. What was chosen after that is chosen all the same. */
const atDialog = { maxInputBytes: 8_192, timeoutMs: 600_000 }

/** Endpoints of backups and of what comes out of them; a part of the table in `contract.ts`. */
export const backupEndpoints = {
  backups: {
    get: endpoint({ input: nothing, output: backupsSchema, ...local }),
    /** Asks where the file is to go, and begins to write it in the background; false when nothing was chosen. */
    start: endpoint({
      input: z.strictObject({ passphrase, hasSignIns: z.boolean() }),
      output: z.strictObject({ isBegun: z.boolean() }),
      ...atDialog,
    }),
    /** Nothing is left of the file. */
    cancel: endpoint({ input: nothing, output: nothing, ...local }),
    /** Lets the user choose a file; false when none was chosen. */
    choose: endpoint({ input: nothing, output: z.strictObject({ isChosen: z.boolean() }), ...atDialog }),
    /** Opens what was chosen, so that {@link get} tells what it is. */
    unlock: endpoint({ input: z.strictObject({ passphrase }), output: nothing, ...slow }),
    /** Makes a workspace of what was opened, in the background. `workspace-exists`: other names are needed. */
    restore: endpoint({ input: workspaceNamesSchema, output: nothing, ...local }),
    /** Ends a restore that goes on; else forgets what was chosen. */
    dismiss: endpoint({ input: nothing, output: nothing, ...local }),
  },
} as const
