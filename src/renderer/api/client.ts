import type { AppError } from '../../shared/errors.ts'
import type { Client, EventName, EventPayload, Reply } from '../../shared/ipc/types.ts'

/** An expected failure of a call to main, thrown so that queries and mutations carry it as their error. */
export class ApiFailure extends Error {
  readonly error: AppError
  /** The id under which main's log has the details; null when main never answered. */
  readonly reference: string | null

  constructor(error: AppError, reference: string | null) {
    super(`main answered ${error.kind}`)
    this.name = 'ApiFailure'
    this.error = error
    this.reference = reference
  }
}

/**
 * Asks main for something and answers the value alone. Throws {@link ApiFailure}, and nothing else.
 * A call that main could not even receive (unknown channel, closing window) counts as a bug.
 */
export async function call<Output>(ask: (client: Client) => Promise<Reply<Output>>): Promise<Output> {
  let reply: Reply<Output>
  try {
    reply = await ask(window.api)
  } catch (cause) {
    console.warn('a call to main was not answered', cause)
    throw new ApiFailure({ kind: 'bug' }, null)
  }
  if (reply.ok) return reply.value
  throw new ApiFailure(reply.error, reply.reference)
}

/** Listens to one of main's events; answers the function that stops listening. */
export function subscribe<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return window.api.on[name](listener)
}

/** `darwin`, `linux` or `win32`: decides how keyboard hints are written. */
export const platform = (): string => window.api.platform

export interface Problem {
  readonly error: AppError
  readonly reference: string | null
}

/** What an error notice shows of a thrown value. Anything but an {@link ApiFailure} is a bug of ours. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ApiFailure) return { error: thrown.error, reference: thrown.reference }
  return { error: { kind: 'bug' }, reference: null }
}
