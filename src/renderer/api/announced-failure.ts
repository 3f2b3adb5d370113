import { errorTold } from '../copy/error-words.ts'
import { type News, notify } from '../ui/notify.ts'
import { problemOf } from './client.ts'

/** The words of a failure, as news. */
export function failureNews(thrown: unknown): News {
  const { error, reference } = problemOf(thrown)
  return { tone: 'error', ...errorTold(error), reference, isUrgent: true }
}

/**
 * Tells of the failure of something that has no place of its own on the screen to say so, for example a key that
 * starts a load.
 */
export function announceFailure(thrown: unknown): void {
  notify(failureNews(thrown))
}
