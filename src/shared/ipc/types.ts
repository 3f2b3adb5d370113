import type { z } from 'zod'
import type { AppError } from '../errors.ts'
import type { Result } from '../result.ts'
import type { contract } from './contract.ts'
import type { Endpoint } from './endpoint.ts'

type Endpoints = typeof contract.endpoints
type Events = typeof contract.events

export type Domain = keyof Endpoints
export type EventName = keyof Events
export type EventPayload<Name extends EventName> = z.infer<Events[Name]>

/**
 * What an endpoint answers across the process boundary. `reference` is set on failure: the short id under
 * which main's log has the details, shown on the screen.
 */
export type Reply<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly error: AppError; readonly reference: string }

type InputOf<E> = E extends Endpoint<infer Input> ? z.input<Input> : never
type ParsedInputOf<E> = E extends Endpoint<infer Input> ? z.output<Input> : never
type OutputOf<E> = E extends Endpoint<z.ZodType, infer Output> ? z.output<Output> : never

/** Main's side: one function per endpoint, given parsed input; forgetting one does not compile. */
export type Handlers = {
  readonly [D in Domain]: {
    readonly [Name in keyof Endpoints[D]]: (
      input: ParsedInputOf<Endpoints[D][Name]>,
    ) => Promise<Result<OutputOf<Endpoints[D][Name]>, AppError>>
  }
}

/** What one endpoint answers when all is well. */
export type Output<D extends Domain, Name extends keyof Endpoints[D]> = OutputOf<Endpoints[D][Name]>

/** The renderer's side: `window.api`. Every subscription returns its unsubscription. */
export type Client = {
  readonly [D in Domain]: {
    readonly [Name in keyof Endpoints[D]]: (
      input: InputOf<Endpoints[D][Name]>,
    ) => Promise<Reply<OutputOf<Endpoints[D][Name]>>>
  }
} & {
  readonly on: {
    readonly [Name in EventName]: (listener: (payload: EventPayload<Name>) => void) => () => void
  }
  /** The operating system, for keyboard hints: `darwin`, `linux` or `win32`. */
  readonly platform: string
}
