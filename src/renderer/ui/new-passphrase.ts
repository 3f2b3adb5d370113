import { z } from 'zod'
import { isLongEnough, normalisePassphrase } from '../../shared/model/passphrase.ts'

/** What is wrong with a new passphrase; the names are the keys of the words in `ui:passphrase`. */
export type PassphraseProblem = 'tooShort' | 'tooLong' | 'differs'

const problem = (message: PassphraseProblem) => ({ message })

export const newPassphraseShape = {
  next: z.string().max(1_000, problem('tooLong')).refine(isLongEnough, problem('tooShort')),
  repeated: z.string(),
}

export const isRepeated = ({ next, repeated }: { next: string; repeated: string }): boolean =>
  normalisePassphrase(next) === normalisePassphrase(repeated)

export const differs = { ...problem('differs'), path: ['repeated'] }

/** A new passphrase, typed twice: nobody can reset one that was mistyped. */
export const newPassphraseSchema = z.object(newPassphraseShape).refine(isRepeated, differs)
export type NewPassphrase = z.infer<typeof newPassphraseSchema>

/** The message of a form's error, which one of the schemas above has set. */
export const problemIn = (error: { message?: string | undefined } | undefined): PassphraseProblem | null => {
  const message = error?.message
  return message === 'tooShort' || message === 'tooLong' || message === 'differs' ? message : null
}
