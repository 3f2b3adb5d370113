import { useCallback } from 'react'
import type { SavedView } from '../../../../shared/model/arrangement.ts'
import { announceFailure } from '../../../api/announced-failure.ts'
import {
  useArrangedColumns,
  usePutColumns,
  usePutViews,
  useReadColumns,
  useSavedViews,
} from '../../../api/use-views.ts'
import { type ListSearch, queryOf } from '../list-search.ts'
import { columnScope, differs, mostViews, movedView, queryOfView, searchOf, viewOf } from './saved-view.ts'

export interface Views {
  readonly views: readonly SavedView[]
  /** False until they are here: whoever writes them before would lose the others. */
  readonly isKnown: boolean
  /** The view that the address belongs to; null for none, or one that is gone. */
  readonly chosen: SavedView | null
  /** Whether the list shows something else than the chosen view. */
  readonly isChanged: boolean
  readonly isFull: boolean
  readonly choose: (view: SavedView) => void
  /** Makes the chosen view what the list shows. */
  readonly update: () => void
  /** Keeps what the list shows as another view; the one that it came from stays as it was. */
  readonly saveAs: (name: string) => void
  readonly rename: (id: SavedView['id'], name: string) => void
  readonly move: (id: SavedView['id'], place: number) => void
  readonly remove: (id: SavedView['id']) => void
}

/** The saved views and what is done with them. `go` changes the address. */
export function useViews(search: ListSearch, go: (change: ListSearch) => void): Views {
  const { data } = useSavedViews()
  const views = data ?? noViews
  const { mutate: put } = usePutViews()
  const { mutate: putColumns } = usePutColumns()
  const scope = columnScope(queryOf(search))
  const columns = useArrangedColumns(scope).data ?? null
  const readColumns = useReadColumns()
  const chosen = views.find(({ id }) => id === search.view) ?? null

  const choose = useCallback(
    (view: SavedView) => {
      if (view.columns !== null) putColumns({ scope: columnScope(queryOfView(view)), columns: view.columns })
      go(searchOf(view))
    },
    [go, putColumns],
  )
  const changed = (id: SavedView['id'], change: (view: SavedView) => SavedView): void => {
    put(views.map((view) => (view.id === id ? change(view) : view)))
  }
  return {
    views,
    isKnown: data !== undefined,
    chosen,
    isChanged: chosen !== null && differs(chosen, search, columns),
    isFull: views.length >= mostViews,
    choose,
    update() {
      if (chosen === null) return
      const { id, name } = chosen
      readColumns(scope).then((now) => {
        changed(id, () => viewOf(search, { id, name, columns: now }))
      }, announceFailure)
    },
    saveAs(name) {
      readColumns(scope).then((now) => {
        const view = viewOf(search, { id: crypto.randomUUID(), name, columns: now })
        put([...views, view])
        go({ view: view.id })
      }, announceFailure)
    },
    rename(id, name) {
      changed(id, (view) => ({ ...view, name }))
    },
    move(id, place) {
      put(movedView(views, id, place))
    },
    remove(id) {
      put(views.filter((view) => view.id !== id))
      // What it showed stays on the screen, in no view.
      if (id === search.view) go({ view: undefined })
    },
  }
}

const noViews: readonly SavedView[] = []
