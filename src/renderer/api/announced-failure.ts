import { errorWords } from '../copy/error-words.ts'
import { notify } from '../ui/notify.ts'
import { problemOf } from './client.ts'

/**
 * Tells of the failure of something that has no place of its own on the screen to say so, for example a key that
 * starts a load.
 */
export function announceFailure(thrown: unknown): void {
  const { error, reference } = problemOf(thrown)
  notify({ tone: 'error', ...errorWords(error), reference, isUrgent: true })
}
