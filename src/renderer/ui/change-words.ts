import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeKind } from '../../shared/model/pending-mark.ts'

interface Step {
  readonly kind: ChangeKind
  readonly name: string
  /** How many records it is about. */
  readonly count: number
}

/** Answers what was done, as a part of a sentence: "change to Ada Lovelace", "deletion of 12 contacts". */
export function useStepWords(): (step: Step) => string {
  const { t } = useTranslation('outbox')
  return useCallback(
    ({ kind, name, count }) =>
      count > 1
        ? t(`steps.several.${kind}`, { count })
        : t(`steps.one.${kind}`, { name: name.trim() === '' ? t('unnamed') : name }),
    [t],
  )
}
