import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useStep } from './use-outbox.ts'
import { useStepWords } from '../ui/change-words.ts'
import { notify } from '../ui/notify.ts'

export interface Steps {
  readonly undo: () => void
  readonly redo: () => void
}

/** Takes the newest edit back or does it again, and says which one that was. */
export function useSteps(): Steps {
  const { t } = useTranslation('outbox')
  const words = useStepWords()
  const { mutate: takeBack } = useStep('undo')
  const { mutate: doAgain } = useStep('redo')
  const undo = useCallback(() => {
    takeBack(undefined, {
      onSuccess: (step) => {
        if (step === null) notify({ tone: 'info', title: t('steps.nothingToUndo') })
        else notify({ tone: 'success', title: t('steps.undone', { what: words(step) }) })
      },
    })
  }, [takeBack, t, words])
  const redo = useCallback(() => {
    doAgain(undefined, {
      onSuccess: (step) => {
        if (step === null) notify({ tone: 'info', title: t('steps.nothingToRedo') })
        else notify({ tone: 'success', title: t('steps.redone', { what: words(step) }) })
      },
    })
  }, [doAgain, t, words])
  return { undo, redo }
}
