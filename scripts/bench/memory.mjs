/**
 * Whether memory stays flat while a load runs: the resident memory of main's code and of the store's process, in the
 * last third of a load against the first third. BENCH_SCALE cuts the number of records.
 */
import { valueOf } from '../../tests/support/core-in-node.ts'
import { atMost } from './rows.mjs'
import { startLoadedCore, startSandboxProcess, untilLoaded } from './core-process.mjs'

const contacts = Math.round(300_000 * Number(process.env.BENCH_SCALE ?? 1))
const megabyte = 1024 * 1024

export async function measure() {
  const sizes = ['--contacts', String(contacts), '--companies', '0', '--deals', '0']
  const sandbox = await startSandboxProcess(sizes)
  const { core, close } = await startLoadedCore(sandbox.endpoints)
  const samples = []
  try {
    await untilLoaded(
      core,
      async ({ streams }) => {
        const loaded = streams.find(({ type }) => type === 'contact')?.loaded ?? 0
        samples.push({ loaded, main: process.memoryUsage.rss(), store: await core.store().residentBytes() })
      },
      500,
    )
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
    return found.reduce((sum, one) => sum + one, 0) / found.length / megabyte
  }
  return atMost({
    what: `MB of ${who === 'main' ? "main's code" : "the store's process"} in the last third of a load`,
    ours: within(0.67, 1),
    ceiling: within(0.1, 0.43),
    budget: 1.25,
  })
}
