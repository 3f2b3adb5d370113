import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from './json.ts'
import { refuseAdmin, type AdminCall } from './admin-call.ts'
import { isLoopbackName } from './answer.ts'
import type { Clock } from './clock.ts'
import {
  emptyReply,
  jsonReply,
  MAX_BODY_BYTES,
  parseTarget,
  readBody,
  type SandboxReply,
} from './exchange.ts'
import { parseFaults, type Faults } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import { SCENARIOS } from './scenarios.ts'
import { sendReply } from './send-reply.ts'
import type { Service, ServiceName } from './service.ts'

export type AdminOptions = {
  /** Printed at the start; every call carries it as a bearer token. */
  token: string
  services: Readonly<Record<ServiceName, Service>>
  faults: Faults
  log: RequestLog
  clock: Clock
  /** Turns a scenario on; false when there is none of that name. */
  play: (name: string) => boolean
  /** Every fault and switch as at the start. */
  reset: () => void
}

const clockSchema = z.strictObject({
  advanceMs: z
    .int()
    .min(0)
    .max(10 * 365 * 86_400_000),
})

/**
 * What tests and people in another process may ask of the sandbox, on a port of its own and with the token
 * that was printed at the start.
 *
 * - `GET /requests` → `{ requests, counts }`; `DELETE /requests` forgets them.
 * - `PUT /faults` with a list puts it in place of the present one; `DELETE /faults` empties it.
 * - `POST /clock` with `{ advanceMs }` → `{ now }`: skips time.
 * - `GET /scenarios` lists them; `POST /scenarios/{name}` turns one on; `DELETE /scenarios` ends all, and
 *   every other fault and switch with them.
 * - `GET /{service}/behaviour` → the switches; `PATCH` turns some; `DELETE` puts them back.
 * - anything else below `/{service}/` is answered by the service (src/sandbox/{service}/admin.ts).
 */
export function answerAdmin(options: AdminOptions): RequestListener {
  return (incoming, outgoing) => {
    // A rejection here can only be a connection that broke: nobody is left to answer.
    answer(options, incoming, outgoing).catch((error: unknown) =>
      outgoing.destroy(error instanceof Error ? error : undefined),
    )
  }
}

async function answer(
  options: AdminOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const method = incoming.method ?? 'GET'
  const target = parseTarget(incoming.url ?? '/')
  const text = await readBody(incoming, MAX_BODY_BYTES)
  const reply = ((): SandboxReply => {
    if (!isLoopbackName(incoming.headers.host))
      return refuseAdmin(421, 'The admin port answers on localhost only')
    if (!isToken(incoming.headers.authorization, options.token))
      return refuseAdmin(401, 'Send the token that was printed at the start: Authorization: Bearer …')
    if (text === undefined) return refuseAdmin(413, 'The request body is too large')
    const body = parseJson(text)
    if (text !== '' && body === undefined) return refuseAdmin(400, 'The body is not JSON')
    const call = { method, segments: target?.segments ?? [], body }
    return route(options, call) ?? refuseAdmin(404, 'There is no such admin call')
  })()
  return sendReply(outgoing, { method, reply, nowMs: options.clock.now() })
}

function route(options: AdminOptions, call: AdminCall): SandboxReply | undefined {
  const { services, faults, log, clock, play, reset } = options
  const { method, segments, body } = call
  const [first = '', ...rest] = segments
  if (first === 'hubspot' || first === 'notion' || first === 'airtable') {
    const service = services[first]
    return rest[0] === 'behaviour' && rest.length === 1
      ? routeBehaviour(service, method, body)
      : service.admin({ method, segments: rest, body })
  }
  switch (`${method} ${first}${rest.length > 0 ? '/' : ''}`) {
    case 'GET requests':
      return jsonReply(200, { requests: log.entries(), counts: log.counts() })
    case 'DELETE requests':
      log.clear()
      return emptyReply(204)
    case 'PUT faults': {
      const parsed = parseFaults(body)
      if ('reason' in parsed) return refuseAdmin(400, parsed.reason)
      faults.replace(parsed.faults)
      return emptyReply(204)
    }
    case 'DELETE faults':
      faults.clear()
      return emptyReply(204)
    case 'POST clock': {
      const parsed = clockSchema.safeParse(body)
      if (!parsed.success) return refuseAdmin(400, z.prettifyError(parsed.error))
      clock.advance(parsed.data.advanceMs)
      return jsonReply(200, { now: new Date(clock.now()).toISOString() })
    }
    case 'GET scenarios':
      return jsonReply(200, { scenarios: SCENARIOS })
    case 'DELETE scenarios':
      reset()
      return emptyReply(204)
    case 'POST scenarios/':
      return play(rest.join('/'))
        ? emptyReply(204)
        : refuseAdmin(404, `There is no scenario ${rest.join('/')}`)
    default:
      return undefined
  }
}

function routeBehaviour({ behaviour }: Service, method: string, body: unknown): SandboxReply | undefined {
  if (method === 'GET') return jsonReply(200, behaviour.read())
  if (method === 'DELETE') {
    behaviour.reset()
    return emptyReply(204)
  }
  if (method !== 'PATCH') return undefined
  const reason = behaviour.set(body)
  return reason === undefined ? jsonReply(200, behaviour.read()) : refuseAdmin(400, reason)
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
