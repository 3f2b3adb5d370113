import { describe, expect, it } from 'vitest'
import { err, ok } from '../../shared/result.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import type { Vault } from '../vault/vault.ts'
import { createLocalApi } from './local-api.ts'
import type { LocalApiPlace } from './local-api-server.ts'

/** Over a vault whose record does not open, until another takes its place. */
function withUnreadableRecord() {
  let written: unknown = null
  const listening: (LocalApiPlace | null)[] = []
  const vault: Pick<Vault, 'read' | 'write'> = {
    read: async (_ref, schema) =>
      written === null ? err({ kind: 'vault-unreadable' }) : ok(schema.parse(written)),
    write: async (_ref, value) => {
      written = value
      return ok(null)
    },
  }
  const api = createLocalApi({
    vault,
    server: {
      listen: async (place) => {
        listening.push(place)
        return true
      },
      isListening: () => listening.at(-1) != null,
    },
    secrets: createKnownSecrets(),
    notices: { add: () => undefined },
    copyText: () => undefined,
    now: () => 1,
  })
  return { api, listening }
}

describe('the local API, where what was chosen cannot be read', () => {
  it('lets nobody in', async () => {
    const { api, listening } = withUnreadableRecord()
    await api.begin()
    expect(listening).toEqual([null])
  })

  it('stands as at first, so that another choice can be made', async () => {
    const { api } = withUnreadableRecord()
    const off = { isOn: false, port: 17_853, state: 'off', madeAtMs: null }
    expect(await api.handlers.get({})).toEqual(ok(off))
    expect(await api.handlers.createToken({})).toEqual(ok({ ...off, madeAtMs: 1 }))
    expect(await api.handlers.get({})).toEqual(ok({ ...off, madeAtMs: 1 }))
  })
})
