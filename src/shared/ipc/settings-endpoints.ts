import { z } from 'zod'
import {
  buildFactsSchema,
  diagnosticsPreviewSchema,
  logDetailSchema,
  logPageSchema,
  logQuerySchema,
} from '../model/diagnostics.ts'
import { loginStartSchema } from '../model/login-start.ts'
import { networkStatusSchema, proxySettingSchema } from '../model/network.ts'
import { updateStateSchema } from '../model/updates.ts'
import { text } from '../text.ts'
import { endpoint } from './endpoint.ts'

const nothing = z.strictObject({})
const local = { maxInputBytes: 4_096, timeoutMs: 30_000 }
/** Waits for the person at a dialog of the system. */
const interactive = { maxInputBytes: 4_096, timeoutMs: 330_000 }

/** Endpoints of the network, the log and the build; a part of the table in `contract.ts`. They need no open vault. */
export const settingsEndpoints = {
  network: {
    get: endpoint({ input: nothing, output: networkStatusSchema, ...local }),
    /** Holds for every call from then on. */
    setProxy: endpoint({
      input: z.strictObject({ proxy: proxySettingSchema }),
      output: nothing,
      maxInputBytes: 65_536,
      timeoutMs: 30_000,
    }),
    /** Lets the user choose a file of PEM certificates; `added` null when none was chosen. */
    addAuthorities: endpoint({
      input: nothing,
      output: z.strictObject({ added: z.int().nullable() }),
      ...interactive,
    }),
    removeAuthority: endpoint({
      input: z.strictObject({ fingerprint: text(100) }),
      output: nothing,
      ...local,
    }),
  },
  diagnostics: {
    readLog: endpoint({ input: logQuerySchema, output: logPageSchema, ...local }),
    getLogDetail: endpoint({ input: nothing, output: logDetailSchema, ...local }),
    setLogDetail: endpoint({
      input: z.strictObject({ isDetailed: z.boolean() }),
      output: logDetailSchema,
      ...local,
    }),
    /** What a diagnostics file would hold now. Nothing is written. */
    preview: endpoint({ input: nothing, output: diagnosticsPreviewSchema, ...local }),
    /** Writes what the preview of this id showed, where the user says; `name` null when they said nowhere. */
    save: endpoint({
      input: z.strictObject({ id: text(60) }),
      output: z.strictObject({ name: text(300).nullable() }),
      ...interactive,
    }),
  },
  /** Whether the computer starts the app at login; the system keeps it, and may have been told otherwise. */
  loginStart: {
    get: endpoint({ input: nothing, output: loginStartSchema, ...local }),
    set: endpoint({ input: z.strictObject({ isOn: z.boolean() }), output: loginStartSchema, ...local }),
  },
  build: {
    get: endpoint({ input: nothing, output: buildFactsSchema, ...local }),
  },
  /** Newer versions of the app itself; each answers how it stands then. */
  updates: {
    get: endpoint({ input: nothing, output: updateStateSchema, ...local }),
    /** Looks for one now. */
    check: endpoint({ input: nothing, output: updateStateSchema, maxInputBytes: 4_096, timeoutMs: 120_000 }),
    /** Fetches the one that was found; progress comes as events. */
    download: endpoint({ input: nothing, output: updateStateSchema, ...local }),
    /** What becomes of the one that is ready when the app is quit. */
    plan: endpoint({
      input: z.strictObject({ plan: z.enum(['on-quit', 'later']) }),
      output: updateStateSchema,
      ...local,
    }),
    /** Quits, copies the data, installs and starts again. */
    restart: endpoint({ input: nothing, output: nothing, ...local }),
    /** What is new in it and how to get it, in the user's browser. */
    openPage: endpoint({ input: nothing, output: nothing, ...local }),
  },
} as const
