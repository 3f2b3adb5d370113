import type { RequestLog } from '../../src/sandbox/request-log.ts'
import type { ServiceName } from '../../src/sandbox/service.ts'

/** Parts of a path that name one thing and that the log itself does not know for ids, by what stands before. */
const NAMED: readonly [RegExp, string][] = [
  [/(\/oauth\/v1\/(?:access|refresh)-tokens)\/[^/]+/, '$1/{token}'],
  [/(\/crm\/v3\/properties\/[^/]+)\/(?!groups|batch)[^/]+$/, '$1/{name}'],
  [/(\/pipelines\/[^/]+)\/[^/]+/, '$1/{pipeline}'],
  [/(\/stages)\/[^/]+/, '$1/{stage}'],
  [/(\/v1\/pages\/[^/]+\/properties)\/[^/]+/, '$1/{property}'],
  [/\/(?:contacts|companies|deals)(?=\/|$)/g, '/{type}'],
  [/\/$/, ''],
]

/** What a browser asks for, and the version of the token endpoint that only the app speaks. */
const NOT_OF_A_CLIENT = /\/oauth\/(?:authorize|20\d\d-\d\d\/token)$/

/**
 * The different calls that were answered, as method and path. Whatever names one record, and the kind of records, is
 * a placeholder: the same call on contacts and on deals counts once. Calls that ended in an error do not count.
 */
export function answeredPairs(log: RequestLog, service: ServiceName): string[] {
  const pairs = log
    .entries()
    .filter(
      ({ service: asked, status, path }) =>
        asked === service && status >= 200 && status < 300 && !NOT_OF_A_CLIENT.test(path),
    )
    .map(({ method, path }) => {
      const ids = path.replaceAll(
        /\/(\d+|[^/]*(?:@|%40)[^/]*|[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12})(?=\/|$)/g,
        '/{id}',
      )
      return `${method} ${NAMED.reduce((text, [pattern, name]) => text.replace(pattern, name), ids)}`
    })
  return [...new Set(pairs)].sort()
}
