import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newTeam, wrapKeys } from '../../../src/main/mirror/team-keys.ts'
import { firstStep } from '../../../src/main/mirror/steps.ts'
import { openDevice, sharedAccountId, type DeviceOrder, type DeviceState } from './device.ts'
import type { Told } from './device-child.ts'
import { startRedis } from './redis-server.ts'
import { startSingleUseProvider } from './single-use-provider.ts'

export interface RaceOptions {
  readonly devices: number
  readonly rounds: number
  readonly seed: number
  /** Whether processes are stopped and killed meanwhile. */
  readonly isHostile: boolean
  /** Told after each round. */
  readonly onRound?: (round: RaceRound) => void
}

export interface RaceRound {
  readonly calls: number
  readonly isBurnt: boolean
  /** Devices that have the token of now. */
  readonly goOn: number
  readonly killed: number
  readonly stopped: number
  readonly ms: number
  /** What was done to whom and asked by whom, ms from the beginning; for a round that failed. */
  readonly says: readonly string[]
}

const lockMs = 2_000
/** Without anybody in the way a round is over in a second; a killed holder costs its lock, and four locks after it had asked. */
const roundDeadlineMs = 120_000

/**
 * Devices, each a process, of which every one finds the same expired grant at the same moment. Its refresh tokens work once. A
 * process is not killed between the provider's reply and the end of its own storing, here and in Redis: no protocol brings
 * back what nobody has kept, and what one device alone has comes when it starts again. It may be stopped there.
 */
export async function race(options: RaceOptions): Promise<RaceRound[]> {
  const random = seeded(options.seed)
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-race-'))
  const redis = await startRedis()
  const provider = await startSingleUseProvider()
  const children = new Map<string, ChildProcess>()
  const told = new Map<string, Told>()
  /** How often each was started: a process that is gone asks for nothing any more, the next one does. */
  const lives = new Map<string, number>()
  const clientOf = (name: string): string => `${name}.${lives.get(name) ?? 0}`
  const rounds: RaceRound[] = []
  const names = Array.from({ length: options.devices }, (_, at) => `device-${at}`)

  function spawn(name: string): ChildProcess {
    const child = fork(path.join(import.meta.dirname, 'device-child.ts'), { stdio: 'inherit' })
    child.on('message', (message: Told) => {
      if (message.kind === 'stored') provider.stored(clientOf(name))
      else told.set(name, message)
    })
    children.set(name, child)
    return child
  }

  async function runRound(): Promise<RaceRound> {
    const startedAt = performance.now()
    provider.delayMs = () => 30 + random() * 300
    const { accessToken, refreshToken } = provider.begin()
    const keys = newTeam(Date.now())
    const longAgoMs = Date.now() - 86_400_000
    const grant = {
      accessToken,
      refreshToken,
      obtainedAtMs: longAgoMs,
      expiresAtMs: longAgoMs + 3_600_000,
      scopes: [],
    }
    const order = (name: string): DeviceOrder => ({
      name,
      file: path.join(folder, `${name}.json`),
      access: {
        server: { kind: 'single', addresses: [redis.address], groupName: null },
        username: null,
        password: null,
        authorities: [],
      },
      keys,
      tokenAddress: provider.address(clientOf(name)),
      refreshTokens: 'single-use',
      lockMs,
    })
    const first: DeviceState = { grant, step: firstStep, attempt: null }
    for (const name of names) writeFileSync(order(name).file, JSON.stringify(first))
    await redis.ask('FLUSHALL')
    await redis.ask('SET', `cv1:{${keys.teamId}}:team`, await wrapKeys(keys, 'a passphrase of the team'))
    const founder = openDevice(order(names[0] ?? ''))
    await founder.shared.reconcile(sharedAccountId)
    await founder.close()
    const { step } = founder.state()
    // All of them were in step, and the owner's time is over.
    const inStep = { ...first, step: step === null ? null : { ...step, isOwner: false } }
    for (const name of names.slice(1)) writeFileSync(order(name).file, JSON.stringify(inStep))

    told.clear()
    const says: string[] = []
    const say = (what: string): number => says.push(`${Math.round(performance.now() - startedAt)} ${what}`)
    let killed = 0
    let stopped = 0
    const stoppedNow = new Set<string>()
    for (const name of names) if (!children.has(name)) spawn(name)
    for (const name of names) children.get(name)?.send(order(name))

    const hostility = options.isHostile ? beHostile() : Promise.resolve()
    const endMs = Date.now() + roundDeadlineMs
    while (told.size < names.length) {
      if (Date.now() > endMs) break
      await pause(20)
    }
    await hostility
    // What is still on its way to Redis belongs to this round.
    await pause(100)
    const good = provider.goodToken()
    const goOn = [...told.values()].filter((one) => one.kind === 'token' && one.token === good).length
    return {
      calls: provider.calls.length,
      isBurnt: provider.isBurnt(),
      goOn,
      killed,
      stopped,
      ms: Math.round(performance.now() - startedAt),
      says: [
        ...says,
        ...provider.says,
        ...[...told].flatMap(([name, one]) => (one.kind === 'dead' ? [`${name} is dead`, ...one.lines] : [])),
      ],
    }

    async function beHostile(): Promise<void> {
      const deeds = Array.from({ length: 8 }, () => ({
        atMs: random() * 1_500,
        name: names[Math.floor(random() * names.length)] ?? '',
        isKill: random() < 0.5,
        stopMs: 200 + random() * 4_800,
      })).toSorted((one, other) => one.atMs - other.atMs)
      const beganAt = performance.now()
      const ends: Promise<void>[] = []
      for (const { atMs, name, isKill, stopMs } of deeds) {
        await pause(Math.max(0, beganAt + atMs - performance.now()))
        // Rather whoever is at the provider right now: there it matters.
        const at = provider.calls.at(-1)?.split('.')[0]
        const victim = at !== undefined && random() < 0.5 ? at : name
        const child = children.get(victim)
        if (child === undefined || told.has(victim) || stoppedNow.has(victim)) continue
        if (isKill) {
          while (provider.isOwed(clientOf(victim))) await pause(1)
          if (told.has(victim)) continue
          provider.gone(clientOf(victim))
          lives.set(victim, (lives.get(victim) ?? 0) + 1)
          const exited = once(child, 'exit')
          child.kill('SIGKILL')
          await exited
          killed += 1
          say(`killed ${victim}`)
          spawn(victim).send(order(victim))
        } else {
          child.kill('SIGSTOP')
          stoppedNow.add(victim)
          stopped += 1
          say(`stopped ${victim} for ${Math.round(stopMs)}`)
          ends.push(
            pause(stopMs).then(() => {
              stoppedNow.delete(victim)
              child.kill('SIGCONT')
            }),
          )
        }
      }
      await Promise.all(ends)
    }
  }

  try {
    for (let at = 0; at < options.rounds; at += 1) {
      const round = await runRound()
      rounds.push(round)
      options.onRound?.(round)
    }
    return rounds
  } finally {
    for (const child of children.values()) {
      child.kill('SIGCONT')
      child.kill('SIGKILL')
    }
    await provider.close()
    await redis.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Mulberry32: the same numbers from the same seed, in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
