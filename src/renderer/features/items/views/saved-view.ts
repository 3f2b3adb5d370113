import { type Column, type SavedView, savedViewSchema } from '../../../../shared/model/arrangement.ts'
import type { ItemQuery } from '../../../../shared/model/item.ts'
import { type ListSearch, queryOf } from '../list-search.ts'

/** The most views that are kept. */
export const mostViews = 100
export const longestName = 100

/** Where choosing a view leads: all of the address, so that nothing stays of what was there before. */
export const searchOf = (view: SavedView): ListSearch => ({
  view: view.id,
  q: view.search === '' ? undefined : view.search,
  type: view.type ?? undefined,
  account: view.accountId ?? undefined,
  inside: view.parentKey ?? undefined,
  sort: view.sort.length === 0 ? undefined : view.sort,
  filter: view.filter ?? undefined,
  layout: view.layout === 'board' ? 'board' : undefined,
  board: view.boardField ?? undefined,
  selected: undefined,
})

/** All items, in no view. */
export const noView: ListSearch = {
  view: undefined,
  q: undefined,
  type: undefined,
  account: undefined,
  inside: undefined,
  sort: undefined,
  filter: undefined,
  layout: undefined,
  board: undefined,
  selected: undefined,
}

/** What the address shows, as a view. */
export const viewOf = (
  search: ListSearch,
  { id, name, columns }: Pick<SavedView, 'id' | 'name'> & { readonly columns: readonly Column[] | null },
): SavedView =>
  savedViewSchema.parse({
    id,
    name,
    columns,
    type: search.type ?? null,
    accountId: search.account ?? null,
    parentKey: search.inside ?? null,
    search: search.q ?? '',
    filter: search.filter ?? null,
    sort: search.sort ?? [],
    layout: search.layout ?? 'grid',
    boardField: search.board ?? null,
  })

/** What a view lists. */
export const queryOfView = (view: SavedView): ItemQuery => queryOf(searchOf(view))

/** The name under which the columns of a list are kept. */
export const columnScope = (list: Pick<ItemQuery, 'type' | 'parentKey'>): string =>
  list.parentKey ?? list.type ?? ''

/**
 * Whether the list shows something else than the view. Columns count where both the view and the list have arranged
 * ones.
 */
export function differs(view: SavedView, search: ListSearch, columns: readonly Column[] | null): boolean {
  const compared = view.columns === null || columns === null ? view.columns : columns
  const shown = viewOf(search, { id: view.id, name: view.name, columns: compared })
  return canonical(shown) !== canonical(view)
}

/** The same text for values that say the same, in whatever order their members were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )

/** What keeps a name from being used; null where nothing does. Case and outer blanks tell no names apart. */
export function nameProblem(
  name: string,
  views: readonly SavedView[],
  own: SavedView['id'] | null,
): 'required' | 'taken' | null {
  const folded = foldedName(name)
  if (folded === '') return 'required'
  return views.some((view) => view.id !== own && foldedName(view.name) === folded) ? 'taken' : null
}

const foldedName = (name: string): string => name.trim().normalize('NFC').toLocaleLowerCase()

/** The views with one of them at another place. Places beyond the ends are the ends. */
export function movedView(
  views: readonly SavedView[],
  id: SavedView['id'],
  place: number,
): readonly SavedView[] {
  const moved = views.find((view) => view.id === id)
  if (moved === undefined) return views
  const others = views.filter((view) => view !== moved)
  return others.toSpliced(Math.max(0, Math.min(place, others.length)), 0, moved)
}
