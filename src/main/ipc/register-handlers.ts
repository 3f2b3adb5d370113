import type { AppError } from '../../shared/errors.ts'
import { invokeChannel } from '../../shared/ipc/channels.ts'
import { contract } from '../../shared/ipc/contract.ts'
import type { Endpoint } from '../../shared/ipc/endpoint.ts'
import type { Handlers, Reply } from '../../shared/ipc/types.ts'
import { err, type Result } from '../../shared/result.ts'
import { fieldsOfThrown, logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import { weighInput } from './input-size.ts'

/** Where messages of pages arrive. The edge calls back only for our own page's main frame. */
export interface IpcEdge {
  handle(channel: string, listener: (input: unknown) => Promise<unknown>): void
}

type Handle = (input: unknown) => Promise<Result<unknown, AppError>>

/**
 * Registers every endpoint of the contract, and nothing else, behind the same steps: weigh, parse, run
 * with a deadline, parse the answer. What is thrown is a bug: logged with its stack, answered without.
 */
export function registerHandlers(edge: IpcEdge, handlers: Handlers, logger: Logger): void {
  for (const [domain, endpoints] of Object.entries(contract.endpoints)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
      const handle = (handlers as unknown as Record<string, Record<string, Handle>>)[domain]?.[name]
      if (handle === undefined) throw new Error(`no handler for ${domain}.${name}`)
      edge.handle(invokeChannel(domain, name), (input) =>
        answer(`${domain}.${name}`, endpoint, handle, input, logger),
      )
    }
  }
}

async function answer(
  endpointName: string,
  endpoint: Endpoint,
  handle: Handle,
  input: unknown,
  logger: Logger,
): Promise<Reply<unknown>> {
  const fail = (error: AppError, fields: Parameters<Logger['error']>[1] = {}): Reply<never> => {
    const reference = newReference()
    logger[logLevelFor(error)]('ipc.failed', {
      reference,
      endpoint: endpointName,
      error: error.kind,
      ...fields,
    })
    return { ok: false, error, reference }
  }

  const verdict = weighInput(input, endpoint.maxInputBytes)
  if (verdict !== 'fits') return fail({ kind: 'invalid-request', detail: verdict })
  const parsed = endpoint.input.safeParse(input)
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    return fail({ kind: 'invalid-request', detail: paths.join('; ').slice(0, 300) })
  }
  try {
    const result = await withDeadline(handle(parsed.data), endpoint.timeoutMs)
    if (!result.ok) return fail(result.error)
    return { ok: true, value: endpoint.output.parse(result.value) }
  } catch (thrown) {
    return fail({ kind: 'bug' }, fieldsOfThrown(thrown))
  }
}

async function withDeadline(
  work: Promise<Result<unknown, AppError>>,
  timeoutMs: number,
): Promise<Result<unknown, AppError>> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<Result<never, AppError>>((resolve) => {
    timer = setTimeout(() => resolve(err({ kind: 'timed-out' })), timeoutMs)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
