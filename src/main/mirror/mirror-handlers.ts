import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { isLongEnough } from '../../shared/model/passphrase.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { authoritiesIn } from '../network/authorities.ts'
import { beginKeyChange } from './change-key.ts'
import { connectShared } from './join-team.ts'
import { createLazyRedis } from './lazy-redis.ts'
import { mirrorFailed, type Mirror } from './mirror.ts'
import type { MirrorPorts } from './mirror-ports.ts'
import { accessOf, teamIn, type KeptMirror, type Membership, type RedisAccess } from './mirror-settings.ts'
import { createPlainKeyHandlers } from './plain-key-handlers.ts'
import type { RedisDoor } from './redis-door.ts'
import { firstStep } from './steps.ts'
import {
  deviceFacts,
  nameOf,
  readHeader,
  removeDevice,
  removeRecord,
  removeTeam,
  writeDevice,
  writeEntry,
  writeHeader,
} from './team.ts'
import { newTeam, unwrapKeys, withNewKey, wrapKeys, type TeamKeys } from './team-keys.ts'
import { testServer } from './test-server.ts'

const refused = (detail: string): Result<never, AppError> => err({ kind: 'invalid-request', detail })

/** The endpoints of the mirror. What asks the server does it on a connection of its own, with nobody else behind it. */
export function createMirrorHandlers(ports: MirrorPorts, { inner }: Mirror): Handlers['mirror'] {
  const { steps, chosen } = inner
  let lastTurn: Promise<unknown> = Promise.resolve()

  /** One change at a time, so that what is kept and what runs are the same. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work, work)
    lastTurn = turn
    return turn
  }

  async function withRedis<Value>(
    access: RedisAccess,
    work: (redis: RedisDoor) => Promise<Value>,
  ): Promise<Value> {
    const redis = createLazyRedis(access, ports.hosts)
    try {
      return await work(redis)
    } finally {
      redis.close()
    }
  }

  /** For what a team that this device is in is asked. */
  async function inTeam<Value>(
    work: (kept: KeptMirror, membership: Membership, redis: RedisDoor) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    const kept = inner.kept()
    const membership = inner.session()?.membership() ?? null
    if (kept === null || membership === null) return refused('this device is in no team')
    return withRedis(kept.access, (redis) => work(kept, membership, redis))
  }

  async function enter(
    access: RedisAccess,
    keys: TeamKeys,
    redis: RedisDoor,
    known: Membership | null,
  ): Promise<Result<null, AppError>> {
    const membership: Membership = {
      keys,
      deviceId: known?.deviceId ?? randomUUID(),
      joinedAtMs: known?.joinedAtMs ?? ports.now(),
      knownDevices: known?.knownDevices ?? {},
      removals: known?.removals ?? [],
      keyChange: null,
    }
    const facts = deviceFacts(ports.deviceName(), membership.joinedAtMs)
    const entered = await writeDevice(redis, keys, membership.deviceId, facts)
    return entered.ok ? inner.keep({ access, membership }) : mirrorFailed(entered.error)
  }

  async function importedNow(): Promise<Awaited<ReturnType<MirrorPorts['imported']['read']>>> {
    return ports.imported.read()
  }

  return {
    get: () => inner.status(),

    async chooseAuthorities() {
      const file = await ports.chooseFile()
      if (!file.ok) return file
      if (file.value === null) return ok({ count: null })
      const found = authoritiesIn(new TextDecoder().decode(file.value.bytes))
      if (found === null || found.length > 20) return refused('not a file of PEM certificates of authorities')
      chosen.authorities = found
      ports.onChanged()
      return ok({ count: found.length })
    },

    async test({ change }) {
      const imported = await importedNow()
      if (!imported.ok) return imported
      const known = inner.kept()?.access ?? null
      const access = change === null ? known : accessOf(change, known, imported.value, chosen.authorities)
      if (access === null) return refused('no server is set')
      if (access.password !== null) ports.secrets.remember(access.password)
      const team = inner.session()?.membership().keys.teamId ?? teamIn(access) ?? 'test'
      return ok(await withRedis(access, (redis) => testServer(redis, team)))
    },

    configure: (change) =>
      inTurn(async () => {
        const imported = await importedNow()
        if (!imported.ok) return imported
        const before = inner.kept()
        const access = accessOf(change, before?.access ?? null, imported.value, chosen.authorities)
        if (access.password !== null) ports.secrets.remember(access.password)
        const membership = inner.session()?.membership() ?? before?.membership ?? null
        const written = await inner.keep({ access, membership })
        if (!written.ok) return written
        chosen.authorities = []
        return inner.status()
      }),

    create: ({ passphrase }) =>
      inTurn(async () => {
        const kept = inner.kept()
        if (kept === null) return refused('no server is set')
        if (kept.membership !== null) return refused('this device is in a team')
        if (!isLongEnough(passphrase)) return refused('the passphrase is too short')
        ports.secrets.remember(passphrase)
        return withRedis(kept.access, async (redis) => {
          const keys = newTeam(ports.now())
          const written = await writeHeader(redis, keys, passphrase)
          if (!written.ok) return mirrorFailed(written.error)
          const entered = await enter(kept.access, keys, redis, null)
          return entered.ok ? inner.status() : entered
        })
      }),

    join: ({ passphrase }) =>
      inTurn(async () => {
        const kept = inner.kept()
        if (kept === null) return refused('no server is set')
        const known = inner.session()?.membership() ?? null
        const team = known?.keys.teamId ?? teamIn(kept.access)
        if (team === null) return mirrorFailed({ kind: 'no-team' })
        ports.secrets.remember(passphrase)
        return withRedis(kept.access, async (redis) => {
          const header = await readHeader(redis, team)
          if (!header.ok) return mirrorFailed(header.error)
          if (header.value === null) return mirrorFailed({ kind: 'no-team' })
          const opened = await unwrapKeys(team, header.value, passphrase)
          if (opened.kind === 'unreadable') return mirrorFailed({ kind: 'team-unreadable' })
          if (opened.kind === 'wrong-passphrase') return err({ kind: 'wrong-passphrase' } as const)
          const entered = await enter(kept.access, opened.keys, redis, known)
          if (!entered.ok) return entered
          const connected = await connectShared(ports, { redis, keys: opened.keys, steps })
          if (!connected.ok) return connected
          ports.onChanged()
          const status = await inner.status()
          return status.ok ? ok({ status: status.value, connected: connected.value }) : status
        })
      }),

    setAccount: ({ accountId, isShared }) =>
      inTurn(() =>
        inTeam(async (_kept, { keys }, redis) => {
          const account = await ports.records.get(accountId)
          if (!account.ok) return account
          const known = await steps.get(account.value)
          if (!known.ok) return known
          if ((known.value !== null) === isShared) return inner.status()
          if (isShared) {
            if (account.value.source !== 'sign-in') return refused('a pasted token cannot be shared')
            const entered = await writeEntry(redis, keys, account.value)
            if (!entered.ok) return mirrorFailed(entered.error)
            const stepped = await steps.put(account.value, firstStep)
            if (!stepped.ok) return stepped
            await inner.session()?.shared.reconcile(accountId)
          } else {
            // Two that refresh one grant apart from each other would end it: the others lose it first.
            const removed = await removeRecord(redis, keys, nameOf(keys, account.value))
            if (!removed.ok) return mirrorFailed(removed.error)
            const forgotten = await steps.remove(account.value)
            if (!forgotten.ok) return forgotten
          }
          ports.onChanged()
          return inner.status()
        }),
      ),

    rotate: ({ passphrase }) =>
      inTurn(() =>
        inTeam(async (kept, membership, redis) => {
          if (!isLongEnough(passphrase)) return refused('the passphrase is too short')
          if (inner.session()?.needsKey() === true) return mirrorFailed({ kind: 'team-unreadable' })
          if (membership.keyChange !== null) return refused('a change of the passphrase is under way')
          ports.secrets.remember(passphrase)
          const brought = await inner.session()?.look()
          if (brought?.ok === false) return mirrorFailed(brought.error)
          const keys = withNewKey(membership.keys, ports.now())
          const keyChange = { keys, header: await wrapKeys(keys, passphrase) }
          const keep = (): Promise<Result<null, AppError>> =>
            inner.keep({
              ...kept,
              membership: { ...(inner.session()?.membership() ?? membership), keyChange },
            })
          const { lockMs, wait } = ports
          const locking = { owner: randomUUID(), lockMs, wait }
          const begun = await beginKeyChange(redis, membership.keys, keyChange, keep, locking)
          if (!begun.ok) return begun
          // What cuts this off is told by the status, and the next looks go on.
          await inner.session()?.look()
          await inner.adopted()
          return inner.status()
        }),
      ),

    leave: ({ erases }) =>
      inTurn(() =>
        inTeam(async (_kept, { keys, deviceId }, redis) => {
          const isReached = inner.session()?.redis.problem() === null && !ports.isWorkingOffline()
          if (erases) {
            const removed = await removeTeam(redis, keys)
            if (!removed.ok) return mirrorFailed(removed.error)
          }
          const accounts = await ports.records.list()
          if (!accounts.ok) return accounts
          for (const account of accounts.value) {
            const step = await steps.get(account)
            if (!step.ok) return step
            if (step.value === null) continue
            if (!erases) {
              // The grant stays the team's: two that refresh it apart from each other would end it.
              const put = await ports.records.put({ ...account, status: 'needs-reconnect' })
              if (!put.ok) return put
              const given = await ports.records.removeGrant(account)
              if (!given.ok) return given
            }
            const forgotten = await steps.remove(account)
            if (!forgotten.ok) return forgotten
          }
          const left = await inner.keep(null)
          if (!left.ok) return left
          // Last, so that nobody is kept in a team by its server; one that is known not to answer is not waited for.
          const gone = erases || (isReached && (await removeDevice(redis, keys, deviceId)).ok)
          const status = await inner.status()
          return status.ok ? ok({ status: status.value, isStillListed: !gone }) : status
        }),
      ),

    settle: ({ accountId }) =>
      inTurn(async () => {
        const settled = await inner.session()?.shared.reconcile(accountId, { insists: true })
        if (settled === undefined) return refused('this device is in no team')
        return settled.ok ? inner.status() : mirrorFailed(settled.error)
      }),

    ...createPlainKeyHandlers(ports, async (work) => {
      const access = inner.kept()?.access
      return access === undefined ? refused('no server is set') : withRedis(access, work)
    }),
  }
}
