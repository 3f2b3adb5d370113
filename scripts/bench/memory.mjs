/**
 * Whether memory stays flat while a load runs: the resident memory of main's code and of the store's process, in the
 * last third of a load against the first third.
 */
import { valueOf } from '../../tests/support/core-in-node.ts'
import { atMost } from './rows.mjs'
import { startConnectedCore, startSandboxProcess, untilLoaded } from './core-process.mjs'

const CONTACTS = 300_000
const megabyte = 1024 * 1024

export async function measure({ items = CONTACTS }) {
  const sizes = ['--contacts', String(items), '--companies', '0', '--deals', '0']
  const sandbox = await startSandboxProcess(sizes)
  const { core, begin, close } = await startConnectedCore(sandbox.endpoints)
  const samples = []
  try {
    begin()
    await untilLoaded(core, async ({ streams }) => {
      const loaded = streams.find(({ type }) => type === 'contact')?.loaded ?? 0
      samples.push({ loaded, main: process.memoryUsage.rss(), store: await core.store().residentBytes() })
    })
    const counts = valueOf(await core.handlers.items.counts({}))
    console.log(
      `\n  ${counts.reduce((sum, { count }) => sum + count, 0)} records loaded, ${samples.length} samples`,
    )
    return [row('main', samples), row('store', samples)]
  } finally {
    await close()
    sandbox.close()
  }
}

/** The first tenth is left out: caches fill up and code is compiled. */
function row(who, samples) {
  const most = samples.at(-1)?.loaded ?? 0
  const within = (from, to) => {
    const found = samples
      .filter(({ loaded }) => loaded >= from * most && loaded <= to * most)
      .map((one) => one[who])
    if (found.length === 0) throw new Error('the load was over too soon to be measured')
    return found.reduce((sum, one) => sum + one, 0) / found.length / megabyte
  }
  return atMost({
    what: `MB of ${who === 'main' ? "main's code" : "the store's process"} in the last third of a load`,
    ours: within(0.67, 1),
    ceiling: within(0.1, 0.43),
    budget: 1.25,
  })
}
