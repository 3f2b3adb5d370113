import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { defaultLocalApiPort, localApiPortSchema, type LocalApiStatus } from '../../shared/model/local-api.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import type { Notices } from '../notices.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'
import type { LocalApiServer } from './local-api-server.ts'
import { hashOf, newToken } from './token.ts'

/** Of the whole profile, and sealed: whoever can write plain files must not be able to let anybody in. */
const record: RecordRef = { kind: 'local-api', workspaceId: '', providerId: '', accountId: '' }

const settingsSchema = z.strictObject({
  isOn: z.boolean(),
  port: localApiPortSchema,
  /** SHA-256 of the token; the token itself is nowhere. */
  token: z.strictObject({ hash: z.base64(), madeAtMs: z.int() }).nullable(),
})
type Settings = z.infer<typeof settingsSchema>

const atFirst: Settings = { isOn: false, port: defaultLocalApiPort, token: null }

export interface LocalApiPorts {
  readonly vault: Pick<Vault, 'read' | 'write'>
  readonly server: Pick<LocalApiServer, 'listen' | 'isListening'>
  readonly secrets: KnownSecrets
  readonly notices: Pick<Notices, 'add'>
  /** Puts a text into the clipboard. */
  readonly copyText: (text: string) => void
  readonly now: () => number
}

/** Whether programs may ask, where, and with which token. */
export interface LocalApi {
  readonly handlers: Handlers['localApi']
  /** Listens if that is what was chosen. */
  begin(): Promise<void>
}

export function createLocalApi(ports: LocalApiPorts): LocalApi {
  const { vault, server } = ports
  let lastTurn: Promise<unknown> = Promise.resolve()

  /** One change at a time, so that what is kept and what listens are the same. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work, work)
    lastTurn = turn
    return turn
  }

  async function read(): Promise<Result<Settings, AppError>> {
    const kept = await vault.read(record, settingsSchema)
    if (kept.ok) return ok(kept.value ?? atFirst)
    // What cannot be read lets nobody in; a choice of the user's replaces it.
    return kept.error.kind === 'vault-unreadable' ? ok(atFirst) : kept
  }

  /** False where another program has the port. */
  async function apply({ isOn, port, token }: Settings): Promise<boolean> {
    const isWanted = isOn && token !== null
    const hash = isWanted ? new Uint8Array(Buffer.from(token.hash, 'base64')) : null
    return server.listen(hash === null ? null : { port, tokenHash: hash })
  }

  function statusOf({ isOn, port, token }: Settings): LocalApiStatus {
    const whileOn = token === null ? 'no-token' : server.isListening() ? 'listening' : 'port-taken'
    return { isOn, port, state: isOn ? whileOn : 'off', madeAtMs: token?.madeAtMs ?? null }
  }

  const change = (by: (settings: Settings) => Settings): Promise<Result<LocalApiStatus, AppError>> =>
    inTurn(async () => {
      const kept = await read()
      if (!kept.ok) return kept
      const next = by(kept.value)
      const written = await vault.write(record, next)
      if (!written.ok) return written
      await apply(next)
      return ok(statusOf(next))
    })

  return {
    handlers: {
      get: () =>
        inTurn(async () => {
          const kept = await read()
          return kept.ok ? ok(statusOf(kept.value)) : kept
        }),
      set: (chosen) => change((settings) => ({ ...settings, ...chosen })),
      createToken: async () => {
        const token = newToken()
        ports.secrets.remember(token)
        const hash = Buffer.from(hashOf(token)).toString('base64')
        const changed = await change((settings) => ({
          ...settings,
          token: { hash, madeAtMs: ports.now() },
        }))
        if (changed.ok) ports.copyText(token)
        return changed
      },
      revokeToken: () => change((settings) => ({ ...settings, token: null })),
    },
    begin: () =>
      inTurn(async () => {
        const kept = await read()
        const isFree = await apply(kept.ok ? kept.value : atFirst)
        if (!isFree) ports.notices.add('local-api-port-taken', null)
      }),
  }
}
