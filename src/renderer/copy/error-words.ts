import type { AppError } from '../../shared/errors.ts'
import type { Told } from '../../shared/model/told.ts'
import { describeError } from './errors.ts'
import { say, sayAll, told } from './told.ts'

interface ErrorTold {
  /** What happened. */
  readonly title: Told
  /** What is safe, what to do; then the provider's own words. */
  readonly body: readonly (Told | string)[]
}

/** An error as sentences, for places that keep what was told and not errors. */
export function errorTold(error: AppError): ErrorTold {
  const { title, body, values, details } = describeError(error)
  const all = { Provider: told('errors:TheService'), provider: told('errors:theService'), ...values }
  return { title: told(`errors:${title}`, all), body: [told(`errors:${body}`, all), ...details] }
}

/** An error as two texts, for places that show words and nothing else. */
export function errorWords(error: AppError): { readonly title: string; readonly body: string } {
  const { title, body } = errorTold(error)
  return { title: say(title), body: sayAll(body) }
}
