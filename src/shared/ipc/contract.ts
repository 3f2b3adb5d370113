import { z } from 'zod'
import { commandIdSchema } from '../commands.ts'
import { accountEventSchema, accountIdSchema, accountSchema } from '../model/account.ts'
import { appStateSchema } from '../model/app-state.ts'
import {
  clientChangeSchema,
  clientSettingsSchema,
  clientTestSchema,
  envPreviewSchema,
} from '../model/client-settings.ts'
import { feedNameSchema, runReportSchema } from '../model/feed.ts'
import { itemKeySchema } from '../model/item.ts'
import { loadChoiceSchema, loadOptionsSchema } from '../model/load-choice.ts'
import { preferenceChangesSchema, preferencesSchema } from '../model/preferences.ts'
import { chosenLocalApiPortSchema, localApiStatusSchema } from '../model/local-api.ts'
import { providerDescriptorSchema, providerIdSchema } from '../model/provider.ts'
import { signInPlaceSchema, signInRequestSchema, signInStatusSchema } from '../model/sign-in.ts'
import { storedFileSchema } from '../model/stored-file.ts'
import { syncStatusSchema } from '../model/sync-status.ts'
import { workspaceIdSchema, workspaceNamesSchema, workspaceSchema } from '../model/workspace.ts'
import { text } from '../text.ts'
import { arrangementEndpoints } from './arrangement-endpoints.ts'
import { backupEndpoints } from './backup-endpoints.ts'
import { duplicateEndpoints } from './duplicate-endpoints.ts'
import { editingEndpoints } from './editing-endpoints.ts'
import { endpoint } from './endpoint.ts'
import { fileEndpoints } from './file-endpoints.ts'
import { insightEndpoints } from './insight-endpoints.ts'
import { itemEndpoints } from './item-endpoints.ts'
import { mirrorEndpoints } from './mirror-endpoints.ts'
import { settingsEndpoints } from './settings-endpoints.ts'

const nothing = z.strictObject({})
const ofAccount = z.strictObject({ accountId: accountIdSchema })
const ofProvider = z.strictObject({ providerId: providerIdSchema })

/** Whatever the user types: every character counts, and none is trimmed. */
const passphrase = text(1_000).min(1)

const small = 4_096
/** Answers from memory or the local store. */
const local = { maxInputBytes: small, timeoutMs: 30_000 }
/** May wait for a provider; its own deadline is shorter, so that this one is the last resort. */
const remote = { maxInputBytes: 32_768, timeoutMs: 120_000 }
/** Derives a key from a passphrase, opens the vault, or seals all of it anew. */
const slow = { maxInputBytes: 8_192, timeoutMs: 120_000 }
/** Waits for a person, who has five minutes. */
const interactive = { maxInputBytes: small, timeoutMs: 330_000 }

/**
 * THE table between main and renderer: preload's client, main's handlers and all types derive from it.
 * A secret or a token appears in no output schema, hence has no way out; outputs are parsed too, so that
 * unknown keys cannot ride along.
 */
export const contract = {
  endpoints: {
    app: {
      getState: endpoint({ input: nothing, output: appStateSchema, ...local }),
      setPreferences: endpoint({ input: preferenceChangesSchema, output: preferencesSchema, ...local }),
      dismissNotice: endpoint({ input: z.strictObject({ id: text(40) }), output: nothing, ...local }),
      /** A failure that the renderer met, for the log; answers the reference to show. */
      reportProblem: endpoint({
        input: z.strictObject({ message: text(2_000), stack: text(8_000).nullable() }),
        output: z.strictObject({ reference: text(40) }),
        maxInputBytes: 32_768,
        timeoutMs: 5_000,
      }),
      /** Opens a record's own page, in the user's browser. */
      openItemPage: endpoint({ input: z.strictObject({ key: itemKeySchema }), output: nothing, ...local }),
    },
    workspaces: {
      create: endpoint({ input: workspaceNamesSchema, output: workspaceSchema, ...local }),
      rename: endpoint({
        input: z.strictObject({ id: workspaceIdSchema, names: workspaceNamesSchema }),
        output: workspaceSchema,
        ...local,
      }),
      open: endpoint({ input: z.strictObject({ id: workspaceIdSchema }), output: workspaceSchema, ...local }),
      openSample: endpoint({ input: nothing, output: workspaceSchema, ...local }),
      /** For good, with all that is kept of it; `typedName` is its name as the user typed it. */
      remove: endpoint({
        input: z.strictObject({ id: workspaceIdSchema, typedName: text(300) }),
        output: nothing,
        ...remote,
      }),
    },
    /** What protects this computer's copy, and the user's word where the key store has none. */
    protection: {
      /** Asks the key store again: it may have been unlocked meanwhile. */
      retry: endpoint({ input: nothing, output: nothing, ...slow }),
      unlock: endpoint({ input: z.strictObject({ passphrase }), output: nothing, ...slow }),
      /** At the first start without a key store. */
      choosePassphrase: endpoint({ input: z.strictObject({ passphrase }), output: nothing, ...slow }),
      chooseSessionOnly: endpoint({ input: nothing, output: nothing, ...slow }),
      /** Closes everything until the passphrase is typed again; only where one protects. */
      lock: endpoint({ input: nothing, output: nothing, ...slow }),
      changePassphrase: endpoint({
        input: z.strictObject({ current: passphrase, next: passphrase }),
        output: nothing,
        ...slow,
      }),
      /** A new master key; everything that it seals is sealed anew. */
      rotateKey: endpoint({
        /** Null where the key store wraps the key. */
        input: z.strictObject({ passphrase: passphrase.nullable() }),
        output: nothing,
        ...slow,
      }),
    },
    providers: {
      list: endpoint({ input: nothing, output: z.array(providerDescriptorSchema), ...local }),
    },
    /** The user's own OAuth apps. Secrets go in and never come out. */
    clients: {
      get: endpoint({ input: ofProvider, output: clientSettingsSchema, ...local }),
      set: endpoint({ input: clientChangeSchema, output: nothing, ...local }),
      remove: endpoint({ input: ofProvider, output: nothing, ...local }),
      /** Asks the provider whether it knows the client, without any user. */
      test: endpoint({ input: ofProvider, output: clientTestSchema, ...remote }),
      /** Lets the user choose a `.env`; null when none was chosen. What it holds waits in main. */
      chooseEnvFile: endpoint({ input: nothing, output: envPreviewSchema.nullable(), ...interactive }),
      /** Takes what the last chosen file holds; `bareFor` says whose the names without a provider are. */
      importEnv: endpoint({
        input: z.strictObject({ bareFor: providerIdSchema.nullable() }),
        output: z.strictObject({ providerIds: z.array(providerIdSchema).max(20) }),
        ...local,
      }),
    },
    /** One sign-in at a time; a new one ends the old. */
    signIn: {
      /** Answers when it is over; with `accountId` the grant of that account is renewed, its data stays. */
      start: endpoint({
        input: signInRequestSchema,
        output: accountSchema,
        maxInputBytes: 65_536,
        // Five minutes at each place that the user goes on at, fifteen in all, and then the provider's replies.
        timeoutMs: 1_020_000,
      }),
      get: endpoint({ input: nothing, output: signInStatusSchema.nullable(), ...local }),
      /** Goes on at the other place, with a new attempt and five new minutes. */
      switchTo: endpoint({ input: z.strictObject({ place: signInPlaceSchema }), output: nothing, ...local }),
      /** Shows the page again: the window in front, or the link opened once more. */
      openAgain: endpoint({ input: nothing, output: nothing, ...local }),
      /** Puts the link into the clipboard; it does not pass through the page. */
      copyLink: endpoint({ input: nothing, output: nothing, ...local }),
      /** The address at which the browser ended, where nothing listens. */
      paste: endpoint({
        input: z.strictObject({ address: text(8_000).min(1) }),
        output: nothing,
        ...local,
        maxInputBytes: 32_768,
      }),
      cancel: endpoint({ input: nothing, output: nothing, ...local }),
    },
    accounts: {
      list: endpoint({ input: nothing, output: z.array(accountSchema), ...local }),
      /** For those who cannot register an app: a token made at the provider. */
      connectWithToken: endpoint({
        input: z.strictObject({
          providerId: providerIdSchema,
          accountId: accountIdSchema.nullable(),
          token: text(8_192).min(1),
        }),
        output: accountSchema,
        ...remote,
      }),
      /** Forgets the grant. `wipe` also removes everything of the account from this computer. */
      disconnect: endpoint({
        input: z.strictObject({
          accountId: accountIdSchema,
          data: z.enum(['keep', 'wipe']),
          /** Whether the provider is told that the grant is over. */
          revokes: z.boolean(),
        }),
        output: z.strictObject({ revocation: z.enum(['done', 'failed', 'not-offered', 'not-asked']) }),
        ...remote,
      }),
      /** Newest first, the newest 200. */
      history: endpoint({
        input: z.strictObject({ accountId: accountIdSchema.nullable() }),
        output: z.array(accountEventSchema).max(200),
        ...local,
      }),
    },
    sync: {
      getStatus: endpoint({ input: nothing, output: z.array(syncStatusSchema), ...local }),
      /**
       * Starts a load in the background; progress comes as events. `now`: what changed and what is gone, and what
       * was never loaded. `compare`: everything here with everything there. `again`: everything from the start.
       */
      start: endpoint({
        input: ofAccount.extend({
          /** Null means all that the user wants of the account. */
          feed: feedNameSchema.nullable(),
          how: z.enum(['now', 'compare', 'again']),
        }),
        output: nothing,
        ...local,
      }),
      /** Stops the load that goes on; what it stored stays, and the next one goes on from there. */
      cancel: endpoint({ input: ofAccount, output: nothing, ...local }),
      /** No load of the account starts until {@link resume}. */
      pause: endpoint({ input: ofAccount, output: nothing, ...local }),
      resume: endpoint({ input: ofAccount, output: nothing, ...local }),
      getChoice: endpoint({
        input: ofAccount,
        output: z.strictObject({ choice: loadChoiceSchema, options: loadOptionsSchema }),
        ...local,
      }),
      /** What is no longer wanted is removed from this computer. */
      setChoice: endpoint({
        input: ofAccount.extend({ choice: loadChoiceSchema }),
        output: nothing,
        maxInputBytes: 4_000_000,
        timeoutMs: 120_000,
      }),
      /** Loads what lies in an item (a table's records) from now on; `not-found` where nothing does. */
      loadInside: endpoint({ input: z.strictObject({ key: itemKeySchema }), output: nothing, ...local }),
      /** Runs that are over, newest first. */
      history: endpoint({
        input: z.strictObject({ accountId: accountIdSchema.nullable() }),
        output: z.array(runReportSchema).max(500),
        ...local,
      }),
    },
    storage: {
      get: endpoint({
        input: nothing,
        output: z.strictObject({
          bytes: z.int(),
          items: z.int(),
          /** What reads the files: versions, and the cipher. */
          engine: z.strictObject({ sqlite: text(60), extension: text(100), cipher: text(60) }),
          setAside: z.array(text(4_000)).max(100),
          /** About how much of the cache is whose; accounts of which nothing is loaded are left out. */
          accounts: z.array(z.strictObject({ accountId: accountIdSchema, bytes: z.int() })).max(1_000),
          /** What takes room: the open workspace's cache and outbox, the vault, the log, copies and set-aside files. */
          files: z.array(z.strictObject({ what: storedFileSchema, bytes: z.int() })).max(20),
        }),
        ...local,
      }),
      /** Reads the whole file: seconds to minutes. Empty when all is well. */
      check: endpoint({
        input: nothing,
        output: z.strictObject({ problems: z.array(text(1_000)).max(100) }),
        maxInputBytes: small,
        timeoutMs: 600_000,
      }),
      rebuildSearch: endpoint({ input: nothing, output: nothing, maxInputBytes: small, timeoutMs: 600_000 }),
      /**
       * Opens what a newer version of the app left unreadable from the copy that was made before the update; the
       * newer file is set aside.
       */
      restoreCopy: endpoint({ input: nothing, output: nothing, ...slow }),
    },
    /** Programs on this computer; see `docs/local-api.md`. */
    localApi: {
      get: endpoint({ input: nothing, output: localApiStatusSchema, ...local }),
      set: endpoint({
        input: z.strictObject({ isOn: z.boolean(), port: chosenLocalApiPortSchema }),
        output: localApiStatusSchema,
        ...local,
      }),
      /** Makes a token in the place of the one before, and puts it into the clipboard; it does not pass through the page. */
      createToken: endpoint({ input: nothing, output: localApiStatusSchema, ...local }),
      revokeToken: endpoint({ input: nothing, output: localApiStatusSchema, ...local }),
    },
    items: itemEndpoints,
    ...editingEndpoints,
    ...arrangementEndpoints,
    ...settingsEndpoints,
    ...fileEndpoints,
    ...backupEndpoints,
    ...insightEndpoints,
    ...duplicateEndpoints,
    ...mirrorEndpoints,
  },
  /** Events carry the fact, not the data; the renderer asks again for what it shows. */
  events: {
    appStateChanged: nothing,
    accountsChanged: nothing,
    itemsChanged: nothing,
    syncChanged: nothing,
    outboxChanged: nothing,
    exportsChanged: nothing,
    importsChanged: nothing,
    backupsChanged: nothing,
    signInChanged: nothing,
    mirrorChanged: nothing,
    updatesChanged: nothing,
    /** The application menu asks the screen for a command. */
    menuChosen: z.strictObject({ command: commandIdSchema }),
    /** Somebody clicked a notice of the system, which leads there. */
    noticeChosen: z.strictObject({ place: z.enum(['outbox', 'connections', 'sync']) }),
  },
} as const
