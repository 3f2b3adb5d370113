import { z } from 'zod'
import { accountIdSchema, accountSchema } from '../model/account.ts'
import { appStateSchema } from '../model/app-state.ts'
import { contactFieldsSchema, contactRecordSchema } from '../model/contact.ts'
import { itemKeySchema, itemQuerySchema, itemRowSchema, itemSchema } from '../model/item.ts'
import { itemTypeSchema } from '../model/item-type.ts'
import { preferenceChangesSchema, preferencesSchema } from '../model/preferences.ts'
import { providerDescriptorSchema, providerIdSchema } from '../model/provider.ts'
import { syncStatusSchema } from '../model/sync-status.ts'
import { workspaceIdSchema, workspaceNamesSchema, workspaceSchema } from '../model/workspace.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const ofAccount = z.strictObject({ accountId: accountIdSchema })
const ofContact = z.strictObject({ accountId: accountIdSchema, externalId: text(200).min(1) })

const small = 4_096
/** Answers from memory or the local store. */
const local = { maxInputBytes: small, timeoutMs: 30_000 }
/** May wait for a provider; its own deadline is shorter, so that this one is the last resort. */
const remote = { maxInputBytes: 32_768, timeoutMs: 120_000 }
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
    },
    providers: {
      list: endpoint({ input: nothing, output: z.array(providerDescriptorSchema), ...local }),
      /** Whether client credentials are set; write-only otherwise. */
      getClient: endpoint({
        input: z.strictObject({ providerId: providerIdSchema }),
        output: z.strictObject({
          isSet: z.boolean(),
          isGiven: z.boolean(),
          redirectUri: text(300).nullable(),
        }),
        ...local,
      }),
      setClient: endpoint({
        input: z.strictObject({
          providerId: providerIdSchema,
          clientId: text(300).min(1),
          clientSecret: text(1_000).min(1),
          redirectUri: text(300).min(1),
        }),
        output: nothing,
        ...local,
      }),
    },
    accounts: {
      list: endpoint({ input: nothing, output: z.array(accountSchema), ...local }),
      /** Signs in; with `accountId` the grant of that account is renewed, its data stays. */
      connect: endpoint({
        input: z.strictObject({ providerId: providerIdSchema, accountId: accountIdSchema.nullable() }),
        output: accountSchema,
        ...interactive,
      }),
      cancelConnect: endpoint({ input: nothing, output: nothing, ...local }),
      /** Forgets the grant and removes what was loaded of the account. */
      disconnect: endpoint({
        input: z.strictObject({ accountId: accountIdSchema }),
        output: nothing,
        ...remote,
      }),
    },
    sync: {
      getStatus: endpoint({ input: nothing, output: z.array(syncStatusSchema), ...local }),
      /** Starts a load of every type in the background; progress comes as events. */
      start: endpoint({ input: ofAccount, output: nothing, ...local }),
      cancel: endpoint({ input: ofAccount, output: nothing, ...local }),
    },
    items: {
      list: endpoint({
        input: z.strictObject({
          query: itemQuerySchema,
          offset: z.int().nonnegative(),
          limit: z.int().min(1).max(500),
        }),
        output: z.strictObject({ rows: z.array(itemRowSchema), total: z.int() }),
        ...local,
      }),
      counts: endpoint({
        input: nothing,
        output: z.array(z.strictObject({ accountId: accountIdSchema, type: itemTypeSchema, count: z.int() })),
        ...local,
      }),
      get: endpoint({
        input: z.strictObject({ key: itemKeySchema }),
        output: z.strictObject({ item: itemSchema, record: z.json(), loadedAtMs: z.int() }),
        ...local,
      }),
    },
    contacts: {
      /** Fetches fresh from the provider. */
      read: endpoint({ input: ofContact, output: contactRecordSchema, ...remote }),
      create: endpoint({
        input: z.strictObject({ accountId: accountIdSchema, fields: contactFieldsSchema }),
        output: z.strictObject({ key: itemKeySchema, contact: contactRecordSchema }),
        ...remote,
      }),
      /** Sends only the given fields; an empty string clears one. */
      update: endpoint({
        input: ofContact.extend({ changes: contactFieldsSchema.partial() }),
        output: z.strictObject({ key: itemKeySchema, contact: contactRecordSchema }),
        ...remote,
      }),
      /** Makes sure that the contact exists before it deletes; `not-found` removes it here too. */
      remove: endpoint({ input: ofContact, output: nothing, ...remote }),
    },
  },
  /** Events carry the fact, not the data; the renderer asks again for what it shows. */
  events: {
    appStateChanged: nothing,
    accountsChanged: nothing,
    itemsChanged: nothing,
    syncChanged: nothing,
    /** The application menu asks the screen to go somewhere. */
    menuChosen: z.strictObject({ command: z.enum(['search', 'new-contact', 'settings', 'load-now']) }),
  },
} as const
