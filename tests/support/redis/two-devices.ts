import { onTestFinished } from 'vitest'
import type { MirrorChange, MirrorStatus } from '../../../src/shared/model/mirror.ts'
import type { ProviderId } from '../../../src/shared/model/provider.ts'
import type { Account } from '../../../src/shared/model/account.ts'
import type { SandboxOptions } from '../../../src/sandbox/options.ts'
import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import {
  createProfile,
  eventually,
  startCoreInNode,
  valueOf,
  type CoreInNode,
  type Profile,
} from '../core-in-node.ts'
import { notionId, signInAt } from '../connected-core.ts'
import { createScriptedBrowser } from '../scripted-browser.ts'
import { startRedis, type RedisServer } from './redis-server.ts'

export const teamPassphrase = 'a passphrase of the team'

/** Long enough to stand nowhere by chance among bytes that are as good as random. */
const teamNames = { user: 'Ana at the harbour', organisation: 'Acme Harbour Works' }

export interface TeamDevice {
  readonly core: CoreInNode
  readonly profile: Profile
}

export interface Team {
  readonly redis: RedisServer
  readonly sandbox: Sandbox
  /** Signed in, in a team of its own making, its account shared. */
  readonly first: TeamDevice
  readonly account: Account
  /** A device with nothing but the address. */
  newDevice(name: string): Promise<TeamDevice>
  /** What is given to the next device. */
  joinAddress(): Promise<string>
}

export const serverAt = (address: string, changes: Partial<MirrorChange> = {}): MirrorChange => ({
  server: { kind: 'single', addresses: [address], groupName: null },
  username: null,
  password: { kind: 'none' },
  authorities: 'none',
  ...changes,
})

export const statusOf = async (core: CoreInNode): Promise<MirrorStatus> =>
  valueOf(await core.handlers.mirror.get({}))

export async function untilState(core: CoreInNode, state: MirrorStatus['state']): Promise<void> {
  await eventually(async () => (await statusOf(core)).state === state)
}

/** A team of one device that shares its account, all ended with the test. */
export async function startTeam(
  options: {
    tokenTtlSeconds?: number
    now?: () => number
    providerId?: ProviderId
    sandbox?: Partial<SandboxOptions>
  } = {},
): Promise<Team> {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  const sandbox = await startSandbox({
    ...{ contacts: 5, companies: 2, deals: 2 },
    ...(options.tokenTtlSeconds === undefined ? {} : { tokenTtlSeconds: options.tokenTtlSeconds }),
    ...options.sandbox,
  })
  onTestFinished(() => sandbox.close())

  async function newDevice(name: string): Promise<TeamDevice> {
    const profile = await createProfile()
    onTestFinished(profile.remove)
    const core = await startCoreInNode(profile, {
      endpoints: sandbox.endpoints,
      transport: createScriptedBrowser({ consent: 'approve' }),
      deviceName: name,
      ...(options.now === undefined ? {} : { now: options.now }),
    })
    onTestFinished(() => core.close())
    valueOf(await core.handlers.workspaces.create(teamNames))
    return { core, profile }
  }

  const first = await newDevice('harbour')
  const { mirror } = first.core.handlers
  const account = valueOf(await first.core.handlers.signIn.start(signInAt(options.providerId ?? notionId)))
  valueOf(await mirror.configure(serverAt(redis.address)))
  valueOf(await mirror.create({ passphrase: teamPassphrase }))
  valueOf(await mirror.setAccount({ accountId: account.id, isShared: true }))
  await eventually(async () => (await statusOf(first.core)).accounts[0]?.state === 'in-step')

  return {
    redis,
    sandbox,
    first,
    account,
    newDevice,
    joinAddress: async () => (await statusOf(first.core)).team?.joinAddress ?? '',
  }
}
