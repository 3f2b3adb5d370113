import { describe, expect, it } from 'vitest'
import { accountIdSchema, accountSchema } from '../../shared/model/account.ts'
import { workspaceIdSchema } from '../../shared/model/workspace.ts'
import { err, ok } from '../../shared/result.ts'
import type { StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'
import { createLogger } from '../logging/logger.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import { disconnectAccount, type DisconnectPorts } from './disconnect-account.ts'

const accountId = accountIdSchema.parse('account-1')
const account = accountSchema.parse({
  ...{ id: accountId, providerId: 'harbour', label: 'Acme', externalId: '1', status: 'connected' },
  ...{ scopes: [], uiOrigin: null, connectedAtMs: 0 },
})

/** Everything that a disconnect asks for, in the order in which it is asked. */
function openWorld(chosen: { unfinished?: number; stepMs?: number } = {}) {
  const asked: string[] = []
  const world = { asked, workspace: 'workspace-1', unfinished: chosen.unfinished ?? 0, whenRemoved: () => {} }
  let nowMs = 0
  const answers: Partial<Record<StoreMethod, () => unknown>> = {
    removeAccount: () => {
      world.whenRemoved()
      return { removed: 1 }
    },
    finishRemovals: () => ({ isDone: world.unfinished-- <= 0 }),
  }
  const note =
    <Value>(what: string, value: Value) =>
    async () => {
      asked.push(what)
      return value
    }
  const ports: DisconnectPorts = {
    store: {
      call: async <M extends StoreMethod>(method: M) => {
        asked.push(method)
        return ok(answers[method]?.() as StoreOutput<M>)
      },
    },
    logger: createLogger(
      () => undefined,
      createKnownSecrets(),
      () => 0,
    ),
    loads: { cancel: note('cancel', undefined), forget: () => void asked.push('forget') },
    connections: { endGrant: note('endGrant', ok('done' as const)), erase: note('erase', ok(null)) },
    unshare: note('unshare', undefined),
    records: { get: async () => ok(account) },
    forgetOutbox: () => void asked.push('forgetOutbox'),
    workspaceId: () => workspaceIdSchema.parse(world.workspace),
    now: () => (nowMs += chosen.stepMs ?? 0),
    onChanged: () => void asked.push('changed'),
  }
  return { ...world, world, ports }
}

const wipe = { accountId, data: 'wipe', revokes: true } as const

describe('disconnecting', () => {
  it('R42: waits until nothing of the rows and the outbox is left, and removes the account after them', async () => {
    const { ports, asked } = openWorld({ unfinished: 2 })
    expect(await disconnectAccount(ports, wipe)).toEqual(ok({ revocation: 'done' }))
    expect(asked).toEqual([
      ...['cancel', 'endGrant', 'unshare', 'forget', 'forgetOutbox', 'removeOutboxOf', 'removeAccount'],
      ...['finishRemovals', 'finishRemovals', 'finishRemovals', 'erase'],
      ...['forget', 'removeAccount', 'finishRemovals', 'changed'],
    ])
  })

  it('keeps nobody waiting for a million rows: they are gone for everybody, and the store goes on', async () => {
    const { ports, asked } = openWorld({ unfinished: Infinity, stepMs: 10_000 })
    expect((await disconnectAccount(ports, wipe)).ok).toBe(true)
    expect(asked).toContain('erase')
  })

  it('leaves an account that can be wiped again when another workspace was opened meanwhile', async () => {
    const { ports, asked, world } = openWorld()
    world.whenRemoved = () => (world.workspace = 'workspace-2')
    expect(await disconnectAccount(ports, wipe)).toEqual(err({ kind: 'cancelled' }))
    expect(asked).not.toContain('erase')
  })

  it('touches no data that is to be kept', async () => {
    const { ports, asked } = openWorld()
    await disconnectAccount(ports, { ...wipe, data: 'keep' })
    expect(asked).toEqual(['cancel', 'endGrant', 'unshare', 'changed'])
  })
})
