import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { type Problem, problemOf } from '../../../api/client.ts'
import { useListFields } from '../../../api/use-list-fields.ts'
import { columnOf, lookAtOldValues, nothingSeen, type OldValues } from './old-values.ts'
import type { BulkSelection } from './use-bulk-edit.ts'

export interface OldValuesLook {
  readonly values: OldValues
  /** `unknown`: the list cannot show the field. */
  readonly state: 'waiting' | 'looking' | 'done' | 'stopped' | 'failed' | 'unknown'
  readonly problem: Problem | null
  readonly stop: () => void
}

interface Known extends Pick<OldValuesLook, 'values' | 'state' | 'problem'> {
  /** The field that it is about. */
  readonly of: string | null
}

const atFirst: Known = { of: null, values: nothingSeen, state: 'waiting', problem: null }

/** What the contacts hold in a field now: looked at whenever another field is chosen. */
export function useOldValues(
  selection: BulkSelection,
  keys: readonly ItemKey[] | null,
  field: string | null,
): OldValuesLook {
  const fields = useListFields({ type: 'contact', accountId: selection.account.id, parentKey: null })
  const column = useMemo(
    () => (field === null || fields.data === undefined ? null : columnOf(fields.data, field)),
    [fields.data, field],
  )
  const [known, setKnown] = useState(atFirst)
  const asking = useRef(new AbortController())

  useEffect(() => {
    if (column === null || keys === null) return
    const own = new AbortController()
    asking.current = own
    const { signal } = own
    let values = nothingSeen
    const tell = (state: Known['state'], problem: Problem | null = null): void => {
      setKnown({ of: field, values, state, problem })
    }
    lookAtOldValues({
      keys: new Set(keys),
      selected: selection.selected,
      query: selection.query,
      column,
      signal,
      onSeen(seen) {
        values = seen
        if (!signal.aborted) tell('looking')
      },
    }).then(
      () => {
        if (!signal.aborted) tell('done')
      },
      (thrown: unknown) => {
        if (!signal.aborted) tell('failed', problemOf(thrown))
      },
    )
    return () => {
      own.abort()
    }
  }, [selection, keys, field, column])

  const stop = useCallback(() => {
    asking.current.abort()
    setKnown((before) => ({ ...(before.of === field ? before : atFirst), of: field, state: 'stopped' }))
  }, [field])
  const problem = fields.error === null ? null : problemOf(fields.error)
  if (problem !== null) return { ...atFirst, state: 'failed', problem, stop }
  if (field !== null && fields.data !== undefined && column === null)
    return { ...atFirst, state: 'unknown', stop }
  return known.of === field && field !== null ? { ...known, stop } : { ...atFirst, stop }
}
