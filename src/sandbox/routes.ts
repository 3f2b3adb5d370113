import type { SandboxReply, SandboxRequest } from './exchange.ts'

/** The parts of a path that a pattern names, percent-decoded. */
export type RouteParams = Readonly<Record<string, string>>

/** One call of a service. In `path`, a part like `{id}` stands for any one part that is not empty. */
export type Route<Extras = object> = Extras & {
  method: string
  path: string
  handle: (request: SandboxRequest, params: RouteParams) => SandboxReply
}

export type Found<Extras> =
  | { route: Route<Extras>; params: RouteParams }
  /** The path exists, but for these methods. */
  | { allowed: string }

/**
 * Finds the route of a request among a table of them; undefined when no path fits. Literal parts go before
 * named ones, whatever the order of the table.
 */
export function createRouter<Extras>(
  routes: readonly Route<Extras>[],
): (method: string, segments: readonly string[]) => Found<Extras> | undefined {
  type Entry = { pattern: readonly string[]; route: Route<Extras> }
  const byLength = new Map<number, Entry[]>()
  for (const route of routes) {
    const pattern = route.path.split('/').slice(1)
    byLength.set(pattern.length, [...(byLength.get(pattern.length) ?? []), { pattern, route }])
  }
  const wildness = ({ pattern }: Entry): number => pattern.filter((part) => part.startsWith('{')).length
  for (const entries of byLength.values()) entries.sort((a, b) => wildness(a) - wildness(b))

  return (method, segments) => {
    const fitting = (byLength.get(segments.length) ?? []).filter(({ pattern }) =>
      pattern.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at])),
    )
    const entry = fitting.find(({ route }) => route.method === method)
    if (entry === undefined) {
      const methods = [...new Set(fitting.map(({ route }) => route.method))]
      return methods.length === 0 ? undefined : { allowed: methods.join(', ') }
    }
    const params: Record<string, string> = {}
    for (const [at, part] of entry.pattern.entries()) {
      if (part.startsWith('{')) params[part.slice(1, -1)] = segments[at] ?? ''
    }
    return { route: entry.route, params }
  }
}
