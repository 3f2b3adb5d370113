import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import { endpointsFileSchema, type EndpointsFile } from '../providers/endpoints.ts'

/** A running sandbox, reached by messages; its services are reached over HTTP. */
export interface SandboxProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  readonly exited: Promise<number>
  kill(): void
}

export interface SampleSandboxPorts {
  readonly start: () => SandboxProcess
  readonly logger: Logger
  /** What the sandbox remembers (grants, the user's own edits), sealed in the vault between starts. */
  readonly readState: () => Promise<string | null>
  readonly writeState: (state: string) => Promise<void>
  readonly onStopped: () => void
}

/** The sample workspace's services: started when first needed, their state kept over restarts. */
export interface SampleSandbox {
  endpoints(): Promise<Result<EndpointsFile, AppError>>
  close(): Promise<void>
}

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), endpoints: endpointsFileSchema }),
  z.object({ type: z.literal('state'), state: z.string() }),
])

const startDeadlineMs = 20_000

export function createSampleSandbox(ports: SampleSandboxPorts): SampleSandbox {
  let running: Promise<Result<{ process: SandboxProcess; endpoints: EndpointsFile }, AppError>> | null = null
  let isClosed = false

  async function start(): Promise<Result<{ process: SandboxProcess; endpoints: EndpointsFile }, AppError>> {
    const state = await ports.readState()
    const process = ports.start()
    const ready = new Promise<EndpointsFile | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), startDeadlineMs)
      const settle = (endpoints: EndpointsFile | null): void => {
        clearTimeout(timer)
        resolve(endpoints)
      }
      process.onMessage((message) => {
        const parsed = messageSchema.safeParse(message)
        if (!parsed.success) return ports.logger.warn('sandbox.odd-message')
        if (parsed.data.type === 'ready') return settle(parsed.data.endpoints)
        void ports.writeState(parsed.data.state)
      })
      void process.exited.then((code) => {
        settle(null)
        running = null
        if (isClosed) return
        ports.logger.error('sandbox.gone', { code })
        ports.onStopped()
      })
    })
    process.post({ type: 'start', state })
    const endpoints = await ready
    if (endpoints !== null) return ok({ process, endpoints })
    process.kill()
    running = null
    return err({ kind: 'offline' })
  }

  return {
    async endpoints() {
      // A page may ask until the very end, and nobody would stop a sandbox that is started now.
      if (isClosed) return err({ kind: 'offline' })
      running ??= start()
      const started = await running
      return started.ok ? ok(started.value.endpoints) : started
    },
    async close() {
      isClosed = true
      const started = await running
      if (started?.ok !== true) return
      started.value.process.kill()
      await started.value.process.exited
    },
  }
}
