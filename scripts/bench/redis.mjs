/**
 * What the screens ask main for, in a workspace whose team's Redis hangs (it accepts and never answers), against the same
 * questions without any mirror. In the app's own main code without Electron; the two take turns, so that a busy computer
 * meets both alike.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { createProfile, startCoreInNode, valueOf } from '../../tests/support/core-in-node.ts'
import { startRedis } from '../../tests/support/redis/redis-server.ts'
import { serverAt } from '../../tests/support/redis/two-devices.ts'
import { createScriptedBrowser } from '../../tests/support/scripted-browser.ts'
import { startSandboxProcess, untilLoaded } from './core-process.mjs'
import { atMost } from './rows.mjs'

const ITEMS = 20_000
const ROUNDS = 40
/** Questions of a kind between two changes of the side. */
const AT_ONCE = 25
const BUDGET = 1.1

const QUESTIONS = {
  'rows of the list': ({ items }) =>
    items.list({ query: plainQuery(), columns: [], offset: 400, limit: 100 }),
  'a search': ({ items }) =>
    items.list({ query: plainQuery({ search: 'an' }), columns: [], offset: 0, limit: 50 }),
  accounts: ({ accounts }) => accounts.list({}),
  'the state of loads': ({ sync }) => sync.getStatus({}),
}

export async function measure({ items = ITEMS }) {
  const others = Math.round(items / 7)
  const counts = ['--contacts', items - 2 * others, '--companies', others, '--deals', others].map(String)
  const sandbox = await startSandboxProcess(counts)
  const redis = await startRedis()
  const sides = []
  try {
    for (const isMirrored of [true, false]) sides.push(await startSide(sandbox, isMirrored ? redis : null))
    redis.signal('SIGSTOP')
    // So long that the mirror has asked in vain, and asks again every now and then from here on.
    sides[0].core.resumed()
    await pause(3_000)
    const { state } = valueOf(await sides[0].core.handlers.mirror.get({}))
    if (state !== 'unreachable') throw new Error(`the mirror is ${state}`)
    const rows = []
    for (const [what, ask] of Object.entries(QUESTIONS)) {
      const times = [[], []]
      for (let round = 0; round < ROUNDS; round += 1) {
        // Whoever comes second finds the computer warm: that is the one, then the other.
        const order = round % 2 === 0 ? [0, 1] : [1, 0]
        for (const side of order) times[side].push(...(await timesOf(() => ask(sides[side].core.handlers))))
      }
      const [hung, without] = times.map((ms) => ms.toSorted((one, other) => one - other))
      for (const [name, share] of [
        ['median', 0.5],
        ['p95', 0.95],
      ]) {
        const at = (sorted) => sorted[Math.floor(sorted.length * share)] * 1_000
        rows.push(
          atMost({
            what: `${what}, Redis hung against no mirror, ${name} (µs)`,
            ...{ ours: at(hung), ceiling: at(without), budget: BUDGET },
          }),
        )
      }
    }
    return rows
  } finally {
    redis.signal('SIGCONT')
    for (const { core, profile } of sides) {
      await core.close()
      await profile.remove()
    }
    await redis.stop()
    sandbox.close()
  }
}

/** Signed in and loaded; in a team where a server is given. */
async function startSide(sandbox, redis) {
  const profile = await createProfile()
  const core = await startCoreInNode(profile, {
    endpoints: sandbox.endpoints,
    transport: createScriptedBrowser({ consent: 'approve' }),
  })
  valueOf(await core.handlers.workspaces.create({ user: 'Bench', organisation: 'Bench' }))
  const account = valueOf(
    await core.handlers.signIn.start({
      ...{ providerId: 'hubspot', accountId: null, place: 'window', access: 'write', scopes: null },
    }),
  )
  await untilLoaded(core)
  if (redis !== null) {
    const { mirror } = core.handlers
    valueOf(await mirror.configure(serverAt(redis.address)))
    valueOf(await mirror.create({ passphrase: 'a passphrase of the bench' }))
    valueOf(await mirror.setAccount({ accountId: account.id, isShared: true }))
  }
  return { core, profile }
}

async function timesOf(ask) {
  const times = []
  for (let count = 0; count < AT_ONCE; count += 1) {
    const beganAt = performance.now()
    const answer = await ask()
    times.push(performance.now() - beganAt)
    if (!answer.ok) throw new Error(`not answered: ${answer.error.kind}`)
  }
  return times
}
