import { startSandbox, type Sandbox } from '../../../../src/sandbox/start-sandbox.ts'
import type { Account } from '../../../../src/shared/model/account.ts'
import type { Outbox } from '../../../../src/shared/model/change.ts'
import { itemKey, type ItemKey } from '../../../../src/shared/model/item.ts'
import { providerIdSchema } from '../../../../src/shared/model/provider.ts'
import type { WorkspaceId } from '../../../../src/shared/model/workspace.ts'
import {
  createProfile,
  eventually,
  startCoreInNode,
  valueOf,
  type CoreInNode,
  type Profile,
} from '../../core-in-node.ts'
import { createScriptedBrowser } from '../../scripted-browser.ts'
import { markField } from './promises.ts'
import { watchPortal, type PortalWatch } from './portal-watch.ts'

/** The app and the portal of a storm, and what can happen to the app. */
export interface StormDesk {
  readonly sandbox: Sandbox
  readonly watch: PortalWatch
  readonly profile: Profile
  readonly account: Account
  readonly core: () => CoreInNode
  /** Rejects when the app that runs now is gone. */
  readonly gone: () => Promise<never>
  readonly key: (externalId: string) => ItemKey
  readonly outbox: () => Promise<Outbox>
  readonly isOffline: () => boolean
  offline(isOffline: boolean): Promise<void>
  signInAgain(): Promise<boolean>
  /** Kills the process of the store, if it may die once more: the sixth time within a minute is the last one. */
  killStore(): Promise<boolean>
  restart(how: 'closed' | 'crashed'): Promise<void>
  /** Crashes the app before it hears that the portal has done something; false where it does nothing for so long. */
  crashAtNextWrite(withinMs: number): Promise<boolean>
  /** Opens another workspace, and the one of the storm again. */
  switchAway(ms: number): Promise<void>
  /** Lines of the log that tell of something that must not happen. */
  readonly troubles: () => readonly string[]
  close(): Promise<void>
}

/** What minutes take in the app takes moments here. */
const times = { undoMs: 250, searchLagMs: 150, askAfterMs: 700 }
const mostKills = 3
const killWindowMs = 60_000
/** Kept from all others by their numbers. */
const firstContacts = 24

export async function startStormDesk(): Promise<StormDesk> {
  const sandbox = await startSandbox({ contacts: firstContacts, companies: 0, deals: 0 })
  const { contacts } = sandbox.hubspot.records
  for (let at = 0; at < contacts.size(); at += 1) {
    const { id = '' } = contacts.at(at) ?? {}
    if (contacts.isLive(at)) contacts.update(id, { [markField]: `m${id}` })
  }
  const watch = watchPortal(sandbox)
  const profile = await createProfile()
  const earlier: string[] = []
  let run = 0
  let kills: number[] = []
  let leave = (): void => undefined
  let gone = new Promise<never>(() => undefined)

  async function start(): Promise<CoreInNode> {
    run += 1
    const own = run
    kills = []
    gone = new Promise<never>((_, reject) => {
      leave = () => reject(new Error('the app is gone'))
    })
    gone.catch(() => undefined)
    return startCoreInNode(profile, {
      endpoints: sandbox.endpoints,
      transport: createScriptedBrowser({ consent: 'approve' }),
      fetch: (address, init) => fetch(address, watch.mark(own, init)),
      now: sandbox.clock.now,
      outboxTimes: times,
    })
  }

  let core = await start()
  let atWrite = (): void => undefined
  watch.onWrite(({ by }) => {
    if (by === 'app') atWrite()
  })
  async function restart(how: 'closed' | 'crashed'): Promise<void> {
    if (how === 'crashed') await core.crash()
    else await core.close()
    leave()
    earlier.push(...core.lines)
    core = await start()
  }
  const other = valueOf(await core.handlers.workspaces.create({ user: 'Ben', organisation: 'Other' })).id
  const mine = valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' })).id
  const signIn = (accountId: Account['id'] | null) =>
    core.handlers.signIn.start({
      providerId: providerIdSchema.parse('hubspot'),
      accountId,
      place: 'window',
      access: 'write',
      scopes: null,
    })
  const account = valueOf(await signIn(null))
  await eventually(async () => {
    const statuses = valueOf(await core.handlers.sync.getStatus({}))
    return statuses.length > 0 && statuses.every(({ isRunning }) => !isRunning)
  })

  const open = async (id: WorkspaceId): Promise<boolean> => (await core.handlers.workspaces.open({ id })).ok

  return {
    sandbox,
    watch,
    profile,
    account,
    core: () => core,
    gone: () => gone,
    key: (externalId) => itemKey(account.providerId, account.id, 'contact', externalId),
    outbox: async () => valueOf(await core.handlers.outbox.get({})),
    isOffline: () => profile.kept.preferences.workOffline,
    async offline(workOffline) {
      valueOf(await core.handlers.app.setPreferences({ workOffline }))
    },
    signInAgain: async () => (await signIn(account.id)).ok,
    async killStore() {
      const nowMs = Date.now()
      kills = kills.filter((atMs) => nowMs - atMs < killWindowMs)
      if (kills.length >= mostKills) return false
      kills.push(nowMs)
      await core.store().close()
      return true
    },
    restart,
    async crashAtNextWrite(withinMs) {
      const isMet = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => {
          atWrite = () => undefined
          resolve(false)
        }, withinMs)
        atWrite = () => {
          atWrite = () => undefined
          clearTimeout(timer)
          void core.crash()
          resolve(true)
        }
      })
      if (isMet) await restart('crashed')
      return isMet
    },
    async switchAway(ms) {
      await open(other)
      await new Promise((resolve) => setTimeout(resolve, ms))
      await eventually(() => open(mine))
    },
    troubles: () => [...earlier, ...core.lines].filter(isTrouble),
    async close() {
      leave()
      await core.close()
      await sandbox.close()
      await profile.remove()
    },
  }
}

/** Nothing that a provider, a kill or a user can do may lead to one of these. */
const isTrouble = (line: string): boolean =>
  /"(outbox\.not-(sent|looked|read|freed|rewritten)|load\.crashed|ipc\.|handler\.)|"bug"/.test(line)
