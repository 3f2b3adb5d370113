import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKey } from '../../shared/model/item.ts'
import { itemQuery } from './use-items.ts'
import { useStep } from './use-outbox.ts'
import { useStepWords } from '../ui/change-words.ts'
import { formatList } from '../ui/format.ts'
import { notify } from '../ui/notify.ts'

export interface Steps {
  readonly undo: () => void
  readonly redo: () => void
}

/** Takes the newest edit back or does it again, and says which one that was. */
export function useSteps(): Steps {
  const { t } = useTranslation('outbox')
  const words = useStepWords()
  const tellUndone = useTellUndone()
  const { mutate: takeBack } = useStep('undo')
  const { mutate: doAgain } = useStep('redo')
  const undo = useCallback(() => {
    takeBack(undefined, {
      onSuccess: (step) => {
        if (step === null) notify({ tone: 'info', title: t('steps.nothingToUndo') })
        else void tellUndone(step, t('steps.undone', { what: words(step) }))
      },
    })
  }, [takeBack, t, words, tellUndone])
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

interface ChangedSince {
  readonly changedSince: readonly ItemKey[]
  readonly changedSinceCount: number
}

/** So many are named, and the others counted. */
const mostNamed = 3

/** Says that a step was taken back, and which records keep what was set since (U16). */
function useTellUndone(): (step: ChangedSince, title: string) => Promise<void> {
  const { t } = useTranslation('bulk')
  const queries = useQueryClient()
  return useCallback(
    async ({ changedSince, changedSinceCount }, title) => {
      if (changedSinceCount === 0) {
        notify({ tone: 'success', title })
        return
      }
      const first = changedSince.slice(0, mostNamed)
      const found = await Promise.allSettled(first.map((key) => queries.fetchQuery(itemQuery(key))))
      // What is gone meanwhile has no name any more, and is counted with the others.
      const names = found.flatMap((one) =>
        one.status === 'fulfilled' && one.value.item.name.trim() !== '' ? [one.value.item.name] : [],
      )
      const others = changedSinceCount - names.length
      const parts = [...names, ...(others > 0 ? [t('undo.others', { count: others })] : [])]
      notify({
        tone: 'warning',
        title,
        body: t('undo.keep', { count: changedSinceCount, names: formatList(parts) }),
      })
    },
    [queries, t],
  )
}
