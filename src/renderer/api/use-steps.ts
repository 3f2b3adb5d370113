import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ItemKey } from '../../shared/model/item.ts'
import type { Told } from '../../shared/model/told.ts'
import { itemQuery } from './use-items.ts'
import { useStep } from './use-outbox.ts'
import { stepTold } from '../ui/change-words.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'

export interface Steps {
  readonly undo: () => void
  readonly redo: () => void
}

/** Takes the newest edit back or does it again, and says which one that was. */
export function useSteps(): Steps {
  const tellUndone = useTellUndone()
  const { mutate: takeBack } = useStep('undo')
  const { mutate: doAgain } = useStep('redo')
  const undo = useCallback(() => {
    takeBack(undefined, {
      onSuccess: (step) => {
        if (step === null) notify({ tone: 'info', title: told('outbox:steps.nothingToUndo') })
        else void tellUndone(step, told('outbox:steps.undone', { what: stepTold(step) }))
      },
    })
  }, [takeBack, tellUndone])
  const redo = useCallback(() => {
    doAgain(undefined, {
      onSuccess: (step) => {
        if (step === null) notify({ tone: 'info', title: told('outbox:steps.nothingToRedo') })
        else notify({ tone: 'success', title: told('outbox:steps.redone', { what: stepTold(step) }) })
      },
    })
  }, [doAgain])
  return { undo, redo }
}

interface ChangedSince {
  readonly changedSince: readonly ItemKey[]
  readonly changedSinceCount: number
}

/** So many are named, and the others counted. */
const mostNamed = 3

/** Says that a step was taken back, and which records keep what was set since (U16). */
function useTellUndone(): (step: ChangedSince, title: Told) => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    async ({ changedSince, changedSinceCount }, title) => {
      if (changedSinceCount === 0) {
        notify({ tone: 'success', title })
        return
      }
      const first = changedSince.slice(0, mostNamed)
      const found = await Promise.allSettled(first.map((key) => queries.query(itemQuery(key))))
      // What is gone meanwhile has no name any more, and is counted with the others.
      const names = found.flatMap((one) =>
        one.status === 'fulfilled' && one.value.item.name.trim() !== '' ? [one.value.item.name] : [],
      )
      const others = changedSinceCount - names.length
      const parts = [...names, ...(others > 0 ? [told('bulk:undo.others', { count: others })] : [])]
      notify({
        tone: 'warning',
        title,
        body: [told('bulk:undo.keep', { count: changedSinceCount, names: parts })],
      })
    },
    [queries],
  )
}
