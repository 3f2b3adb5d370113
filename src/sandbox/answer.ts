import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import {
  jsonReply,
  MAX_BODY_BYTES,
  parseTarget,
  readBody,
  type SandboxReply,
  type SandboxRequest,
} from './exchange.ts'
import { replacesReply, type Fault, type Faults } from './faults.ts'
import type { RequestLog } from './request-log.ts'

/** Answers a whole request. It must not throw: what it cannot serve is an error reply of the provider. */
export type Handler = (request: SandboxRequest) => SandboxReply

export type AnswerOptions = {
  provider: Handler
  /** What the provider says to a request that is broken before it has a meaning. */
  refuse: (status: number, message: string) => SandboxReply
  /** Answers paths under `/__sandbox/`; undefined when the caller may not use them. */
  control: (request: SandboxRequest) => SandboxReply | undefined
  faults: Faults
  log: RequestLog
  latencyMs: number
  now: () => number
}

/**
 * Turns a provider into a request listener: reads the request, applies latency and faults, logs. Only
 * requests addressed to this computer by one of its loopback names are served, so that a page in a browser
 * cannot reach the sandbox through a name that it points here (DNS rebinding).
 */
export function answerWith(options: AnswerOptions): RequestListener {
  return (incoming, outgoing) => {
    // A rejection here can only be a connection that broke while we read or waited: nobody is left to answer.
    answer(options, incoming, outgoing).catch((error: unknown) =>
      outgoing.destroy(error instanceof Error ? error : undefined),
    )
  }
}

async function answer(
  options: AnswerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const method = incoming.method ?? 'GET'
  const target = parseTarget(incoming.url ?? '/')
  if (!isLoopbackName(incoming.headers.host))
    return send(outgoing, method, options.refuse(421, 'This sandbox answers on localhost only'))
  const body = await readBody(incoming, MAX_BODY_BYTES)
  if (target === undefined)
    return send(outgoing, method, options.refuse(400, 'The request address is malformed'))
  const request: SandboxRequest = { method, ...target, headers: incoming.headers, body: body ?? '' }
  if (target.segments[0] === '__sandbox') {
    return send(outgoing, method, options.control(request) ?? options.refuse(404, 'resource not found'))
  }

  const startedAtMs = options.now()
  const fault = options.faults.take(method, incoming.url ?? '/')
  const serve = (): SandboxReply =>
    body === undefined ? options.refuse(413, 'The request body is too large') : options.provider(request)
  const log = (status: number): void => {
    const query = target.query.toString()
    options.log.add({ method, path: target.path, query, status, faulty: fault !== undefined, startedAtMs })
  }

  const stallMs = fault?.stallMs ?? 0
  const early = fault?.after === true ? serve() : undefined
  if (options.latencyMs + stallMs > 0) await wait(options.latencyMs + stallMs)
  if (fault?.drop === true) {
    log(0)
    incoming.socket.destroy()
    return
  }
  const reply = fault === undefined ? serve() : spoil(fault, early, serve)
  log(reply.status)
  return send(outgoing, method, reply, fault?.stallBodyMs ?? 0)
}

function spoil(fault: Fault, early: SandboxReply | undefined, serve: () => SandboxReply): SandboxReply {
  const extra = lowerCaseNames(fault.headers ?? {})
  if (!replacesReply(fault)) {
    const reply = early ?? serve()
    return { ...reply, headers: { ...reply.headers, ...extra } }
  }
  if (fault.redirect !== undefined) {
    return { status: fault.status ?? 302, headers: { location: fault.redirect, ...extra }, body: '' }
  }
  const status = fault.status ?? 200
  if (!('body' in fault)) return { status, headers: extra, body: '' }
  if (typeof fault.body !== 'string') return jsonReply(status, fault.body, extra)
  const type = fault.body.trimStart().startsWith('<')
    ? 'text/html;charset=utf-8'
    : 'application/json;charset=utf-8'
  return { status, headers: { 'content-type': type, ...extra }, body: fault.body }
}

async function send(
  outgoing: ServerResponse,
  method: string,
  reply: SandboxReply,
  stallBodyMs = 0,
): Promise<void> {
  const bytes = Buffer.from(reply.body, 'utf8')
  const hasBody = reply.status !== 204 && reply.status !== 304 && method !== 'HEAD'
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    'cache-control': 'no-store',
    ...(reply.status === 204 || reply.status === 304 ? {} : { 'content-length': String(bytes.length) }),
  })
  if (hasBody && stallBodyMs > 0) {
    outgoing.write(bytes.subarray(0, 1))
    await wait(stallBodyMs)
    outgoing.end(bytes.subarray(1))
    return
  }
  outgoing.end(hasBody ? bytes : undefined)
}

/** Waits, without keeping a process alive that has nothing else to do. */
function wait(ms: number): Promise<void> {
  return delay(ms, undefined, { ref: false })
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)
}
