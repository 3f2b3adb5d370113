/** A JSON text from a provider's own pages, or from somebody who saw a live answer. */
export interface Example {
  readonly name: string
  /** The page, thread or program that shows it. */
  readonly source: string
  readonly status: number
  readonly body: unknown
}

/** What a field of this name says is part of the shape: codes and kinds, not somebody's own words. */
const SPEAKING = new Set([
  ...[
    'status',
    'category',
    'policyName',
    'errorType',
    'error',
    'code',
    'object',
    'type',
    'token_type',
    'operator',
  ],
  ...['rate_limit_reason', 'has_more'],
])

/**
 * What an answer lacks that the example has: fields, their types, and the words of those fields that hold codes and
 * kinds. An answer may have more than the example, which is often shortened. Null in an example fits anything, and of
 * a list the first entry stands for all.
 */
export function differences(example: unknown, answer: unknown, at = 'body'): string[] {
  if (example === null) return answer === undefined ? [`${at} is missing`] : []
  if (kindOf(example) !== kindOf(answer)) return [`${at} is ${kindOf(answer)}, not ${kindOf(example)}`]
  if (Array.isArray(example) && Array.isArray(answer)) {
    if (example.length === 0) return []
    return answer.length === 0 ? [`${at} is empty`] : differences(example[0], answer[0], `${at}[0]`)
  }
  if (typeof example === 'object') {
    const given = answer as Record<string, unknown>
    return Object.entries(example).flatMap(([key, value]) => {
      const isOther = SPEAKING.has(key) && typeof value !== 'object' && given[key] !== value
      return isOther
        ? [`${at}.${key} is ${JSON.stringify(given[key])}, not ${JSON.stringify(value)}`]
        : differences(value, given[key], `${at}.${key}`)
    })
  }
  return []
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}
