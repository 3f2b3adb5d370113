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
import { sendReply } from './send-reply.ts'
import type { Service, ServiceName } from './service.ts'

export type AnswerOptions = {
  name: ServiceName
  service: Pick<Service, 'handle' | 'refuse'>
  faults: Faults
  log: RequestLog
  latencyMs: number
  now: () => number
}

/**
 * Turns a service into a request listener: reads the request, applies latency and faults, logs. Only
 * requests addressed to this computer by one of its loopback names are served, so that a page in a browser
 * cannot reach the sandbox through a name that it points here (DNS rebinding).
 */
export function answerWith(options: AnswerOptions): RequestListener {
  /** What `repeatReply` goes on giving. */
  const repeated = new WeakMap<Fault, SandboxReply>()
  return (incoming, outgoing) => {
    // A rejection here can only be a connection that broke while we read or waited: nobody is left to answer.
    answer(options, repeated, incoming, outgoing).catch((error: unknown) =>
      outgoing.destroy(error instanceof Error ? error : undefined),
    )
  }
}

async function answer(
  { name, service, faults, log, latencyMs, now }: AnswerOptions,
  repeated: WeakMap<Fault, SandboxReply>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const method = incoming.method ?? 'GET'
  const target = parseTarget(incoming.url ?? '/')
  const send = (reply: SandboxReply, fault?: Fault): Promise<void> =>
    sendReply(outgoing, { method, reply, nowMs: now(), fault })
  if (!isLoopbackName(incoming.headers.host))
    return send(service.refuse(421, 'This sandbox answers on localhost only'))
  const body = await readBody(incoming, MAX_BODY_BYTES)
  if (target === undefined) return send(service.refuse(400, 'The request address is malformed'))
  const request: SandboxRequest = { method, ...target, headers: incoming.headers, body: body ?? '' }

  const startedAtMs = now()
  const fault = faults.take({ service: name, method, target: incoming.url ?? '/' })
  const serve = (): SandboxReply => {
    if (body === undefined) return service.refuse(413, 'The request body is too large')
    try {
      return service.handle(request)
    } catch (error) {
      // A mistake of the sandbox: told to whoever runs it, and never to the client.
      process.stderr.write(
        `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      return service.refuse(500, 'Internal error')
    }
  }
  const note = (status: number): void => {
    const query = target.query.toString()
    log.add({
      service: name,
      method,
      path: target.path,
      query,
      status,
      faulty: fault !== undefined,
      startedAtMs,
    })
  }

  const stallMs = fault?.stallMs ?? 0
  const early = fault?.after === true ? serve() : undefined
  const arrivedAtMs = performance.now()
  // Half of the latency is the way here. Without keeping a process alive that has nothing else to do.
  if (latencyMs + stallMs > 0) await delay(latencyMs / 2 + stallMs, undefined, { ref: false })
  if (fault?.drop === true) {
    note(0)
    incoming.socket.destroy()
    return
  }
  const reply = fault === undefined ? serve() : spoil(fault, repeated, () => early ?? serve())
  note(reply.status)
  // The rest is the way back; the work on the reply is a part of it, so that the latency is what it was set to.
  const restMs = latencyMs === 0 ? 0 : arrivedAtMs + latencyMs + stallMs - performance.now()
  if (restMs > 0) await delay(restMs, undefined, { ref: false })
  return send(reply, fault)
}

function spoil(
  fault: Fault,
  repeated: WeakMap<Fault, SandboxReply>,
  serve: () => SandboxReply,
): SandboxReply {
  const extra = lowerCaseNames(fault.headers ?? {})
  if (!replacesReply(fault)) {
    const reply = repeated.get(fault) ?? serve()
    if (fault.repeatReply === true) repeated.set(fault, reply)
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

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

export function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)
}
