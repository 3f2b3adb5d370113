import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Node hands the collector out to contexts that are made after this.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What this process holds of memory once everything that nobody uses is collected, which V8 puts off where there is much. */
export function heldBytes(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
