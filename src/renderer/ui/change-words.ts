import { useTranslation } from 'react-i18next'
import type { ChangeKind } from '../../shared/model/pending-mark.ts'
import type { Told } from '../../shared/model/told.ts'
import { say, told } from '../copy/told.ts'

interface Step {
  readonly kind: ChangeKind
  readonly name: string
  /** How many records it is about. */
  readonly count: number
}

/** What was done, as a part of a sentence: "change to Ada Lovelace", "deletion of 12 contacts". */
export const stepTold = ({ kind, name, count }: Step): Told =>
  count > 1
    ? told(`outbox:steps.several.${kind}`, { count })
    : told(`outbox:steps.one.${kind}`, { name: name.trim() === '' ? told('outbox:unnamed') : name })

/** Answers the words of {@link stepTold} in the language of now. */
export function useStepWords(): (step: Step) => string {
  // Draws what shows them anew when the language changes.
  useTranslation('outbox')
  return (step) => say(stepTold(step))
}
