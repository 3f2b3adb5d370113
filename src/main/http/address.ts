import type { ProviderCall } from '../providers/provider.ts'

/**
 * The whole address of a call, or null when it cannot be sent: a path segment is empty or a dot segment
 * (`..` survives percent-encoding, and a hostile id must not reach another endpoint with the user's token),
 * or a part has a lone surrogate, which no encoding can carry.
 */
export function addressOf(baseUrl: string, call: Pick<ProviderCall, 'path' | 'query'>): string | null {
  if (call.path.some((segment) => segment === '' || segment === '.' || segment === '..')) return null
  const pairs = Object.entries(call.query ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  )
  if (![...call.path, ...pairs.flat()].every((part) => part.isWellFormed())) return null
  const path = call.path.map(encodeURIComponent).join('/')
  // encodeURIComponent writes a space as %20; URLSearchParams would write +, which not every API reads.
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
  return `${baseUrl}/${path}${query === '' ? '' : `?${query}`}`
}

/** Words (`crm`, `account-info`) and versions (`2026-09`, `v3`) say what is called; the rest says whose. */
const isPublic = (segment: string): boolean =>
  /^[a-z]+([-_][a-z]+)*$/.test(segment) || /^(v\d+|\d{4}-\d{2}(-\d{2})?)$/.test(segment)

/** The path for the log: whatever may be an id or an e-mail address is `{id}`. */
export function pathTemplate(path: readonly string[]): string {
  return path.map((segment) => `/${isPublic(segment) ? segment : '{id}'}`).join('')
}
