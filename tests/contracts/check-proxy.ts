import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { findDocuments } from '../../scripts/contracts/documents.mjs'
import type { Report } from '../../scripts/contracts/compare.d.mts'

export interface CheckProxy {
  /** Everything sent here goes on to the target, and both sides are held against the documents. */
  readonly origin: string
  /** Ends it, and returns what it saw. */
  stop(): Promise<Report>
  /** Ends it without a word, if it still runs: for the end of a test that failed. */
  kill(): void
}

/**
 * Starts the checking proxy that lies beside the published documents, in a process of its own. Throws where there are
 * no documents, and when the proxy does not start.
 */
export async function startCheckProxy(spec: 'hubspot' | 'notion', target: string): Promise<CheckProxy> {
  const documents = findDocuments()
  if (documents === null)
    throw new Error('there are no documents: npm run test:contracts says how to name them')
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-contracts-'))
  const reportFile = path.join(folder, 'report.json')
  const child = spawn(
    process.execPath,
    [
      path.join(documents, 'check-proxy.mjs'),
      ...['--target', target, '--listen', '0', '--spec', spec, '--report', reportFile],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = once(child, 'exit')
  const told = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([
    once(told, 'line'),
    exited.then(() => {
      throw new Error('the checking proxy ended before it listened')
    }),
  ])) as [string]
  const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
  if (origin === undefined) {
    child.kill('SIGKILL')
    throw new Error(`the checking proxy said: ${line}`)
  }
  return {
    origin,
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      child.kill('SIGTERM')
      await exited
      const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report
      await rm(folder, { recursive: true, force: true })
      return report
    },
  }
}
