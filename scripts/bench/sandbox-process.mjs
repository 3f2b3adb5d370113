/**
 * A sandbox in a process of its own, for the bench: tells its parent where it listens, and what processor time it has
 * used whenever it is asked.
 */
import { runSandbox } from '../../src/sandbox/run-sandbox.ts'

process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.once('disconnect', () => process.exit(0))
const runs = await runSandbox(process.argv.slice(2), {
  announce: (endpoints) => process.send?.({ endpoints }),
})
if (!runs) process.disconnect()
