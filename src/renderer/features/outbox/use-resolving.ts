import { useState } from 'react'
import type { ChangeView, Resolution } from '../../../shared/model/change.ts'
import { ApiFailure, type Problem, problemOf } from '../../api/client.ts'
import { useResolveChange } from '../../api/use-outbox.ts'

export interface Resolving {
  readonly send: (resolution: Resolution) => void
  readonly isBusy: boolean
  /** Either side moved since this was opened: the choice was not used, and the newest state is shown. */
  readonly isRefused: boolean
  /** Whatever else kept the choice from being noted. */
  readonly problem: Problem | null
}

/**
 * Passes the user's word on, over the very state of the change that is on the screen. Nothing is shown as accepted
 * before main has accepted it. `onRefused` is told where a choice was made over an older state.
 */
export function useResolving(change: ChangeView, onRefused: (change: ChangeView) => void): Resolving {
  const resolve = useResolveChange()
  const [isRefused, setIsRefused] = useState(false)
  const send = async (resolution: Resolution): Promise<void> => {
    setIsRefused(false)
    try {
      await resolve.mutateAsync({ id: change.id, revision: change.revision, resolution })
    } catch (failure) {
      // What else went wrong stands in the mutation.
      if (!(failure instanceof ApiFailure) || failure.error.kind !== 'changed-meanwhile') return
      setIsRefused(true)
      onRefused(change)
    }
  }
  const hasProblem = resolve.error !== null && resolve.error.error.kind !== 'changed-meanwhile'
  return {
    send: (resolution) => void send(resolution),
    isBusy: resolve.isPending,
    isRefused,
    problem: hasProblem ? problemOf(resolve.error) : null,
  }
}
