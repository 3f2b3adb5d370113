import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey, ItemQuery, ItemRow } from '../../../shared/model/item.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { ApiFailure } from '../../api/client.ts'
import { copyText } from '../../ui/copy-text.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { collectRows } from './collect-rows.ts'
import { type CopyFormat, copyTextOf } from './copy-format.ts'
import { unknownField } from './grid-fields.ts'
import type { RowBlocks } from './row-blocks.ts'
import type { ListColumns } from './use-list-columns.ts'
import type { RowSelection } from './use-selection.ts'

/** More would be a clipboard of tens of megabytes. */
export const mostCopied = 10_000

/** `ready`: it took so long that the browser wants another press before it touches the clipboard. */
export type CopyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'copying'; readonly done: number; readonly of: number }
  | { readonly kind: 'ready'; readonly put: () => void }

export interface RowCopy {
  readonly state: CopyState
  /** Copies what is selected, or else the row. */
  readonly copy: (row: ItemRow | null, format: CopyFormat) => void
  readonly cancel: () => void
}

interface CopyOptions {
  readonly query: ItemQuery
  readonly kept: readonly ItemKey[]
  readonly rows: RowBlocks<ItemRow>
  readonly columns: ListColumns
  readonly selection: RowSelection
  readonly sourceLabel: (accountId: AccountId) => string
}

const idle: CopyState = { kind: 'idle' }

/** Puts rows on the clipboard, with the columns that the list shows. */
export function useCopyRows(options: CopyOptions): RowCopy {
  const { query, kept, rows, columns, selection, sourceLabel } = options
  const { t } = useTranslation(['grid', 'ui'])
  const [state, setState] = useState(idle)
  const asking = useRef(new AbortController())
  const cancel = useCallback(() => {
    asking.current.abort()
    setState(idle)
  }, [])
  useEffect(() => {
    const { current } = asking
    return () => {
      current.abort()
    }
  }, [])

  const put = (copied: readonly ItemRow[], format: CopyFormat, wanted: number): void => {
    const fields = columns.columns.map(({ field }) => columns.fields.get(field) ?? unknownField(field))
    const text = copyTextOf(format, copied, fields, {
      yes: t('value.yes'),
      no: t('value.no'),
      typeLabel: (type) => t(`ui:itemType.${type}`),
      sourceLabel,
    })
    if (!copyText(text)) {
      setState({
        kind: 'ready',
        put: () => {
          put(copied, format, wanted)
        },
      })
      return
    }
    setState(idle)
    const count = copied.length
    if (count === wanted) notify({ tone: 'success', title: told('grid:copy.done', { count }) })
    else if (wanted > mostCopied && count === mostCopied)
      notify({ tone: 'success', title: told('grid:copy.first', { count, wanted }) })
    else notify({ tone: 'success', title: told('grid:copy.some', { count, wanted }) })
  }

  const copy = (row: ItemRow | null, format: CopyFormat): void => {
    cancel()
    const { selected, count } = selection
    if (count === 0) {
      if (row !== null) put([row], format, 1)
      return
    }
    const here = selected.kind === 'keys' ? rows.loaded().filter(([, { key }]) => selected.keys.has(key)) : []
    if (here.length === count && count <= mostCopied) {
      put(
        here.map(([, one]) => one),
        format,
        count,
      )
      return
    }
    asking.current = new AbortController()
    const { signal } = asking.current
    const of = Math.min(count, mostCopied)
    setState({ kind: 'copying', done: 0, of })
    collectRows({
      selected,
      query: { ...query, kept: selected.kind === 'all' ? [] : [...kept] },
      columns: columns.asked,
      limit: mostCopied,
      signal,
      onProgress: (done) => {
        setState({ kind: 'copying', done, of })
      },
    }).then(
      (found) => {
        put(found, format, count)
      },
      (failure: unknown) => {
        if (signal.aborted) return
        setState(idle)
        if (failure instanceof ApiFailure) announceFailure(failure)
      },
    )
  }
  return { state, copy, cancel }
}
