import { readOptions, USAGE } from './options.ts'
import { listScenarios } from './scenarios.ts'
import { startSandbox, type SandboxEndpoints, type StartOptions } from './start-sandbox.ts'

/** What a process that runs a sandbox may want besides the command line. */
export type RunOptions = Pick<StartOptions, 'state' | 'onStateChange'> & {
  announce?: (endpoints: SandboxEndpoints) => void
}

/**
 * Runs a sandbox as a process of its own until it is told to end: SIGTERM, SIGINT, or the end of standard
 * input where that was asked for. Prints its endpoints as one line of JSON. Returns false when there is
 * nothing to run, with the exit code set: 2 and a sentence on standard error for a bad option, 1 for a port
 * that cannot be had.
 */
export async function runSandbox(
  words: readonly string[],
  { announce, ...more }: RunOptions = {},
): Promise<boolean> {
  if (words.includes('--help')) {
    process.stdout.write(USAGE)
    return false
  }
  if (words.includes('--list')) {
    process.stdout.write(listScenarios())
    return false
  }
  const read = readOptions(words)
  if ('reason' in read) {
    process.stderr.write(`${read.reason}\n\n${USAGE}`)
    process.exitCode = 2
    return false
  }
  try {
    const sandbox = await startSandbox({ ...read.options, ...more })
    const end = (): void => {
      // The last connections are cut; whatever the system refuses now no longer matters.
      void sandbox.close().finally(() => process.exit(0))
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
    if (read.options.endsWithInput) process.stdin.once('end', end).once('error', end).resume()
    process.stdout.write(`${JSON.stringify(sandbox.endpoints)}\n`)
    announce?.(sandbox.endpoints)
    return true
  } catch (error) {
    process.stderr.write(
      `The sandbox could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exitCode = 1
    return false
  }
}
