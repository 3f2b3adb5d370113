import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { failureNews } from '../../../api/announced-failure.ts'
import { ApiFailure } from '../../../api/client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { type BulkOutcome, changeAll } from './change-all.ts'
import { toldKey } from './told-key.ts'
import type { BulkEdit, BulkSelection } from './use-bulk-edit.ts'

/** One edit of many contacts. */
export interface BulkOrder {
  readonly keys: readonly ItemKey[]
  readonly field: string
  /** What the account calls the field. */
  readonly label: string
  /** Empty where the field is cleared. */
  readonly value: string
}

export type BulkRunState =
  | { readonly kind: 'not-begun' }
  | {
      readonly kind: 'running'
      readonly order: BulkOrder
      readonly sofar: BulkOutcome | null
      readonly isStopping: boolean
    }
  | { readonly kind: 'over'; readonly order: BulkOrder; readonly outcome: BulkOutcome }

export interface BulkRun {
  readonly state: BulkRunState
  readonly start: (order: BulkOrder) => void
  /** What was changed by then stays. */
  readonly cancel: () => void
}

type Hooks = Pick<BulkEdit, 'onChanging' | 'onChanged'>

/**
 * Carries an edit out and tells what came of it. It goes on when the dialog goes away for another screen: whoever
 * asked for it wants it done, and may undo it as one.
 */
export function useBulkRun({ account }: BulkSelection, { onChanging, onChanged }: Hooks): BulkRun {
  const queries = useQueryClient()
  const tell = useTellOutcome()
  const [state, setState] = useState<BulkRunState>({ kind: 'not-begun' })
  const asking = useRef(new AbortController())
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  const start = (order: BulkOrder): void => {
    asking.current = new AbortController()
    setState({ kind: 'running', order, sofar: null, isStopping: false })
    onChanging(order.keys)
    const { keys, field, value } = order
    void changeAll({
      accountId: account.id,
      keys,
      field,
      value,
      signal: asking.current.signal,
      onProgress(sofar) {
        setState((before) => (before.kind === 'running' ? { ...before, sofar } : before))
      },
    }).then((outcome) => {
      setState({ kind: 'over', order, outcome })
      if (outcome.changed > 0) onChanged()
      for (const queryKey of [queryKeys.items, queryKeys.contacts, queryKeys.outbox]) {
        void queries.invalidateQueries({ queryKey })
      }
      tell(order, outcome, isShown.current)
    })
  }
  const cancel = useCallback(() => {
    asking.current.abort()
    setState((before) => (before.kind === 'running' ? { ...before, isStopping: true } : before))
  }, [])
  return { state, start, cancel }
}

/** Says what came of an edit: for the notification centre, and in passing where the dialog is not there to say so. */
function useTellOutcome(): (order: BulkOrder, outcome: BulkOutcome, isOnScreen: boolean) => void {
  return ({ label, value }, { changed, failed, left, stop }, isOnScreen) => {
    if (stop?.kind === 'failed') {
      const { error, reference } = stop.problem
      notify({ ...failureNews(new ApiFailure(error, reference)), isOnScreen })
    }
    const title = told(`bulk:${toldKey(changed, value)}`, { count: changed, field: label })
    const body = [
      ...(failed.length > 0 ? [told('bulk:told.failed', { count: failed.length })] : []),
      ...(stop?.kind === 'undone' ? [told('bulk:told.undone')] : []),
      ...(left > 0 ? [told('bulk:told.left', { count: left })] : []),
    ]
    const isWhole = failed.length === 0 && stop === null
    notify({
      tone: isWhole ? 'success' : stop === null || changed > 0 ? 'warning' : 'info',
      title,
      isOnScreen,
      body,
    })
  }
}
