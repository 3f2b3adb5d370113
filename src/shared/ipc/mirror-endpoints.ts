import { z } from 'zod'
import { accountIdSchema } from '../model/account.ts'
import {
  importedKeySchema,
  mirrorChangeSchema,
  mirrorStatusSchema,
  mirrorTestSchema,
  plainKeySchema,
} from '../model/mirror.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const local = { maxInputBytes: 16_384, timeoutMs: 30_000 }
/** Waits for the server, derives a key from a passphrase, or asks a provider whose a grant is. */
const slow = { maxInputBytes: 65_536, timeoutMs: 120_000 }
/** Waits for the person at a dialog of the system. */
const interactive = { maxInputBytes: 4_096, timeoutMs: 330_000 }

const passphrase = text(1_000).min(1)
const keys = z.strictObject({ keys: z.array(text(500)).max(200) })

/**
 * The mirror of sign-ins in the team's Redis, of the open workspace; a part of the table in `contract.ts`. Passwords and
 * passphrases go in and never come out. Whatever the server refused is `mirror-failed`, and says what.
 */
export const mirrorEndpoints = {
  mirror: {
    /** From memory: never waits for the server. */
    get: endpoint({ input: nothing, output: mirrorStatusSchema, ...local }),
    /** Lets the user choose a file of PEM certificates, which then waits in main; `count` null when none was chosen. */
    chooseAuthorities: endpoint({
      input: nothing,
      output: z.strictObject({ count: z.int().nullable() }),
      ...interactive,
    }),
    /** Tries a server, as it is filled in or as it is set. Writes one key for a moment and removes it. */
    test: endpoint({
      input: z.strictObject({ change: mirrorChangeSchema.nullable() }),
      output: mirrorTestSchema,
      ...slow,
    }),
    /** Sets the server; asks nobody. In a team only where the team's records are the same afterwards. */
    configure: endpoint({ input: mirrorChangeSchema, output: mirrorStatusSchema, ...local }),
    /** Makes a new team, with this device in it. The passphrase has at least 12 characters. */
    create: endpoint({ input: z.strictObject({ passphrase }), output: mirrorStatusSchema, ...slow }),
    /**
     * Joins the team whose id stands behind `#` in the address that is set, and connects what it shares; the same with a new
     * passphrase after somebody changed it. A wrong passphrase is `wrong-passphrase`, and writes nothing.
     */
    join: endpoint({
      input: z.strictObject({ passphrase }),
      output: z.strictObject({
        status: mirrorStatusSchema,
        /** Accounts that this device did not have before. */
        connected: z.array(accountIdSchema).max(1_000),
      }),
      ...slow,
    }),
    /**
     * Whether the team gets an account's sign-in. Off: it is this device's alone again, and the others have to connect the
     * account anew, because two that renew one grant apart from each other end it. Needs Redis.
     */
    setAccount: endpoint({
      input: z.strictObject({ accountId: accountIdSchema, isShared: z.boolean() }),
      output: mirrorStatusSchema,
      ...slow,
    }),
    /**
     * Seals everything anew under a new passphrase. Every other device has to be given it; one that is not is out. It had the
     * sign-ins in clear until now, so whoever is to be kept out needs them revoked as well.
     */
    rotate: endpoint({ input: z.strictObject({ passphrase }), output: mirrorStatusSchema, ...slow }),
    /**
     * Ends the mirror on this device. The team keeps what it shares, and this device has to connect those accounts anew.
     * `erases`: the other way round, the team's records are removed, and this device keeps the sign-ins. That alone needs
     * Redis, and changes nothing without it.
     */
    leave: endpoint({
      input: z.strictObject({ erases: z.boolean() }),
      output: z.strictObject({
        status: mirrorStatusSchema,
        /** The server could not be asked to take this device out of the list that the others see. */
        isStillListed: z.boolean(),
      }),
      ...slow,
    }),
    /** What is here counts, although the mirror holds something else: it is written there once more. */
    settle: endpoint({
      input: z.strictObject({ accountId: accountIdSchema }),
      output: mirrorStatusSchema,
      ...slow,
    }),
    /** Looks for what a predecessor left in clear on the server that is set. Changes nothing. */
    findPlainKeys: endpoint({ input: nothing, output: z.array(plainKeySchema).max(200), ...slow }),
    /** Connects those accounts here; the originals stay. */
    importPlainKeys: endpoint({ input: keys, output: z.array(importedKeySchema).max(200), ...slow }),
    /** Deletes originals that were found before. */
    removePlainKeys: endpoint({ input: keys, output: z.strictObject({ removed: z.int() }), ...slow }),
  },
} as const
