import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { TokenSet } from '../../../src/main/oauth/token-set.ts'
import { newTeam, wrapKeys, type TeamKeys } from '../../../src/main/mirror/team-keys.ts'
import { firstStep } from '../../../src/main/mirror/steps.ts'
import type { RedisAccess } from '../../../src/main/mirror/mirror-settings.ts'
import { openDevice, sharedAccountId, type Device, type DeviceOrder, type DeviceState } from './device.ts'
import { startRedis, type RedisServer } from './redis-server.ts'
import { startSingleUseProvider, type SingleUseProvider } from './single-use-provider.ts'

export const accessTo = (address: string): RedisAccess => ({
  server: { kind: 'single', addresses: [address], groupName: null },
  username: null,
  password: null,
  authorities: [],
})

export interface GrantWorld {
  readonly redis: RedisServer
  readonly provider: SingleUseProvider
  readonly keys: TeamKeys
  /** Wall time of every device; only what a test adds passes. */
  readonly clock: { nowMs: number }
  /** What every device had at first. */
  readonly grant: TokenSet
  /** The founder, the owner of the grant. */
  readonly owner: Device
  /** Another device, in step with the mirror. */
  join(name: string, changes?: Partial<DeviceOrder>): Promise<Device>
  order(name: string): DeviceOrder
}

const usualLockMs = 2_000

/** A grant that a team shares through a real Redis, good for an hour; all ended with the test. */
export async function startGrantWorld(
  options: {
    readonly refreshTokens?: 'single-use' | 'stable'
    readonly config?: readonly string[]
    /** A request to the provider is given up after three quarters of it. */
    readonly lockMs?: number
  } = {},
): Promise<GrantWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-grants-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const redis = await startRedis({ config: options.config ?? [] })
  onTestFinished(() => redis.stop())
  const provider = await startSingleUseProvider()
  onTestFinished(() => provider.close())
  const clock = { nowMs: Date.now() }
  const keys = newTeam(clock.nowMs)
  const grant: TokenSet = {
    ...provider.begin(),
    obtainedAtMs: clock.nowMs,
    expiresAtMs: clock.nowMs + 3_600_000,
    scopes: [],
  }

  const order = (name: string): DeviceOrder => ({
    name,
    file: path.join(folder, `${name}.json`),
    access: accessTo(redis.address),
    keys,
    tokenAddress: provider.address(name),
    refreshTokens: options.refreshTokens ?? 'single-use',
    lockMs: options.lockMs ?? usualLockMs,
  })

  async function open(name: string, state: DeviceState, changes: Partial<DeviceOrder> = {}): Promise<Device> {
    const given = { ...order(name), ...changes }
    writeFileSync(given.file, JSON.stringify(state))
    const device = openDevice(given, { now: () => clock.nowMs })
    onTestFinished(() => device.close())
    return device
  }

  await redis.ask('SET', `cv1:{${keys.teamId}}:team`, await wrapKeys(keys, 'a passphrase of the team'))
  const owner = await open('owner', { grant, step: firstStep, attempt: null })
  const shared = await owner.shared.reconcile(sharedAccountId)
  if (!shared.ok) throw new Error(`not shared: ${shared.error.kind}`)

  return {
    redis,
    provider,
    keys,
    clock,
    grant,
    owner,
    order,
    async join(name, changes) {
      const { step } = owner.state()
      if (step === null) throw new Error('the owner shares nothing')
      const joined = { grant: owner.state().grant, step: { ...step, isOwner: false }, attempt: null }
      return open(name, joined, changes)
    },
  }
}

export const hourMs = 3_600_000
