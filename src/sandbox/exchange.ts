import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** One request, read to its end and taken apart, before any provider looks at it. */
export type SandboxRequest = {
  method: string
  /** The path as it was sent, without the query. */
  path: string
  /** The path's parts, percent-decoded: `%2F` stays inside its part. */
  segments: readonly string[]
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

export type SandboxReply = {
  status: number
  headers: Record<string, string>
  body: string
}

/** A request body may have this many bytes; HubSpot's own limit is not published. */
export const MAX_BODY_BYTES = 1_000_000

export function jsonReply(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): SandboxReply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function emptyReply(status: number, headers: Record<string, string> = {}): SandboxReply {
  return { status, headers, body: '' }
}

/**
 * Takes a request target apart. Returns undefined for one that no server should act upon: a bad escape, a
 * null byte, something that is no path.
 */
export function parseTarget(
  target: string,
): { path: string; segments: string[]; query: URLSearchParams } | undefined {
  if (!target.startsWith('/')) return undefined
  const cut = target.indexOf('?')
  const path = cut < 0 ? target : target.slice(0, cut)
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent)
    if (segments.some((segment) => segment.includes('\0'))) return undefined
    return { path, segments, query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)) }
  } catch {
    // decodeURIComponent throws on a broken escape such as %E0%A4%A, and on nothing else.
    return undefined
  }
}

/** Reads a body of at most `maxBytes`; undefined when it was longer. Throws when the connection breaks. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    // The rest is read and forgotten, so that the client gets our answer instead of a reset.
    if (size <= maxBytes) chunks.push(chunk)
  }
  return size <= maxBytes ? Buffer.concat(chunks).toString('utf8') : undefined
}

/** The fields of a form body; the last one wins where a name is repeated. */
export function parseForm(body: string): Map<string, string> {
  return new Map(new URLSearchParams(body))
}
