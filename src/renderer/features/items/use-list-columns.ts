import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../shared/model/arrangement.ts'
import type { ItemQuery } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { columnChoiceQuery, columnScope, putColumnChoice } from '../../api/use-column-choice.ts'
import { listFieldsQuery } from '../../api/use-list-fields.ts'
import { defaultColumns, inOrder, isDefaultChoice } from './column-choice.ts'
import { type GridFields, gridFields } from './grid-fields.ts'

/** The columns of one list: which can be shown, which are, and how to choose others. */
export interface ListColumns {
  readonly fields: GridFields
  /** In the order of the screen, the pinned ones first. */
  readonly columns: readonly Column[]
  /** Fields whose values rows have to bring along. */
  readonly asked: readonly FieldId[]
  /** Asks anew which fields there are: loading learns of more. */
  readonly renew: () => void
  readonly change: (columns: readonly Column[]) => void
  /** Back to the columns of the start; null where they are shown. */
  readonly reset: (() => void) | null
}

/** Columns that were chosen a moment ago, and what the query still tells instead. */
interface Changed {
  readonly scope: string
  readonly columns: readonly Column[]
  readonly before: readonly Column[] | null | undefined
}

/** What every row brings by itself. */
const ofEveryRow: ReadonlySet<FieldId> = new Set([
  'name',
  'type',
  'source',
  'email',
  'organisation',
  'phone',
  'modified',
])

/** A width that is being dragged changes with every move of the mouse; it is kept once it rests. */
const keepAfterMs = 400

/** The columns of the list that a query asks for. */
export function useListColumns({ type, accountId, parentKey }: ItemQuery): ListColumns {
  const { t } = useTranslation('items')
  const scope = columnScope({ parentKey, type })
  const queries = useQueryClient()
  const { data: chosen } = useQuery(columnChoiceQuery(scope))
  const { data: described, refetch } = useQuery(listFieldsQuery({ type, accountId, parentKey }))
  const fields = useMemo(() => gridFields(described ?? [], (id) => t(`columns.${id}`)), [described, t])
  // Shown at once: queries tell of their data a moment later, when the keyboard has gone on already.
  const [changed, setChanged] = useState<Changed | null>(null)
  const isAhead = changed?.scope === scope && changed.before === chosen
  const latest = isAhead ? changed.columns : chosen
  const columns = useMemo(() => inOrder(latest ?? defaultColumns), [latest])
  const asked = useMemo(
    () => columns.map(({ field }) => field).filter((field) => !ofEveryRow.has(field)),
    [columns],
  )
  const keep = useKeeper(scope)
  const change = useCallback(
    (next: readonly Column[]) => {
      setChanged({ scope, columns: next, before: chosen })
      queries.setQueryData(columnChoiceQuery(scope).queryKey, next)
      keep(next)
    },
    [queries, scope, chosen, keep],
  )
  const isStart = isDefaultChoice(columns) && columns.every(({ width }) => width === null)
  return {
    fields,
    columns,
    asked,
    renew: () => void refetch(),
    change,
    reset: isStart
      ? null
      : () => {
          change(defaultColumns)
        },
  }
}

/** Keeps what was chosen last, a moment later or when the list is left. */
function useKeeper(scope: string): (columns: readonly Column[]) => void {
  const queries = useQueryClient()
  const waiting = useRef<readonly Column[] | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const columns = waiting.current
    waiting.current = null
    if (columns === null) return
    // A saved view may have brought others since.
    const latest = queries.getQueryData(columnChoiceQuery(scope).queryKey) ?? columns
    putColumnChoice(scope, latest).catch(announceFailure)
  }, [queries, scope])
  useEffect(() => flush, [flush])
  return useCallback(
    (columns) => {
      waiting.current = columns
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, keepAfterMs)
    },
    [flush],
  )
}
