import type { LimitClass } from '../providers/rate-limits.ts'

/** The limits of an account that other devices use too. */
export interface LimitShare {
  /**
   * A place in the windows of these classes. `user`: the call goes now, and is counted, so that the others leave it its place.
   * Else how many ms to wait before asking again; 0 is now.
   */
  take(limits: readonly LimitClass[], priority: 'user' | 'background'): Promise<number>
  /** Among how many devices the limits are divided: more than 1 only while nobody can tell what the others take. */
  divisor(): number
}
