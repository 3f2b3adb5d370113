import { TOGGLE_POSITION, type Page } from './make-page.ts'
import { specialAt } from './special-pages.ts'
import { ARCHIVED, IN_BLOCK, TRASHED, type Tree } from './tree.ts'

export type PagesState = { size: number; kept: Page[] }

/** What a new page is made from. */
export type PageDraft = Pick<
  Page,
  'host' | 'source' | 'parent' | 'properties' | 'icon' | 'cover' | 'createdBy'
>

/** All pages by number. Those that were never touched are made anew whenever they are looked at. */
export type Pages = {
  get: (index: number) => Page | undefined
  /** The page, if it is not as it was made up. */
  touched: (index: number) => Page | undefined
  size: () => number
  /** The page that it stands on; -1 at the top. */
  hostOf: (index: number) => number
  sourceOf: (index: number) => number
  /** The position of the block of its host that it stands in; -1 on the host itself, -2 on nothing of it. */
  blockOf: (index: number) => number
  /** Whether it is in the trash, by itself or with what it stands on. */
  isTrashed: (index: number) => boolean
  isArchived: (index: number) => boolean
  editedMinuteOf: (index: number) => number
  createdMinuteOf: (index: number) => number
  childrenOf: (index: number) => number[]
  rowsOf: (source: number) => number[]
  add: (draft: PageDraft) => Page
  /** Changes some of it; the time of the edit is only changed when it is given. */
  change: (index: number, changes: Partial<Page>) => Page
  /** Rises with every change, so that lists made before it can be told. */
  revision: () => number
  readState: () => PagesState
}

export type PagesOptions = {
  tree: Tree
  make: (index: number) => Page
  now: () => number
  state: PagesState
  isSourceTrashed: (source: number) => boolean
  /** Told every page that was added or changed. */
  onTouch: (page: Page) => void
}

const MINUTE_MS = 60_000

export function createPages({ tree, make, now, state, isSourceTrashed, onTouch }: PagesOptions): Pages {
  const kept = new Map<number, Page>()
  const trashed = new Set<number>()
  let size = Math.max(tree.count, state.size)
  let revision = 0

  const keep = (page: Page): Page => {
    kept.set(page.index, page)
    if (page.inTrash) trashed.add(page.index)
    else trashed.delete(page.index)
    revision++
    onTouch(page)
    return page
  }
  state.kept.forEach(keep)
  const get = (index: number): Page | undefined =>
    index >= 0 && index < size
      ? (kept.get(index) ?? (index < tree.count ? make(index) : undefined))
      : undefined
  const hostOf = (index: number): number => kept.get(index)?.host ?? tree.host[index] ?? -1
  const sourceOf = (index: number): number => kept.get(index)?.source ?? tree.source[index] ?? -1
  const hasFlag = (index: number, flag: number): boolean => ((tree.flags[index] ?? 0) & flag) !== 0

  const isTrashed = (index: number): boolean => {
    if (kept.get(index)?.inTrash ?? hasFlag(index, TRASHED)) return true
    const source = sourceOf(index)
    if (source >= 0 && isSourceTrashed(source)) return true
    // Made-up pages on which others stand are live, so only touched ones matter.
    if (trashed.size === 0) return false
    for (let host = hostOf(index); host >= 0; host = hostOf(host)) if (trashed.has(host)) return true
    return false
  }
  /** The made-up members of a list that are still there, then those that came since, in order. */
  const merge = (made: Uint32Array, belongs: (index: number) => boolean): number[] => {
    const list = Array.from(made)
    if (kept.size === 0) return list
    const came = [...kept.keys()].filter(belongs)
    const stayed = list.filter((index) => !kept.has(index))
    return [...stayed, ...came].sort((a, b) => a - b)
  }

  return {
    get,
    touched: (index) => kept.get(index),
    size: () => size,
    hostOf,
    sourceOf,
    blockOf: (index) => {
      const parent = kept.get(index)?.parent
      if (parent !== undefined)
        return parent.type === 'block' ? parent.position : parent.type === 'page' ? -1 : -2
      const special = specialAt(index)
      if (special === 'ofAgent' || special === 'unknownParent') return -2
      return hasFlag(index, IN_BLOCK) ? TOGGLE_POSITION : -1
    },
    isTrashed,
    isArchived: (index) => kept.get(index)?.isArchived ?? hasFlag(index, ARCHIVED),
    editedMinuteOf: (index) => minuteOf(kept.get(index)?.editedAtMs) ?? tree.edited[index] ?? 0,
    createdMinuteOf: (index) => minuteOf(kept.get(index)?.createdAtMs) ?? tree.created[index] ?? 0,
    childrenOf: (index) =>
      merge(tree.childrenOf(index), (child) => hostOf(child) === index && sourceOf(child) < 0),
    rowsOf: (source) => merge(tree.rowsOf(source), (row) => sourceOf(row) === source),
    add: (draft) =>
      keep({
        ...draft,
        index: size++,
        createdAtMs: now(),
        editedAtMs: now(),
        editedBy: draft.createdBy,
        inTrash: false,
        isArchived: false,
        isLocked: false,
        publicUrl: null,
      }),
    change: (index, changes) => {
      const page = get(index)
      if (page === undefined) throw new Error(`There is no page ${index}`)
      return keep({ ...page, ...changes })
    },
    revision: () => revision,
    readState: () => ({ size, kept: [...kept.values()] }),
  }
}

function minuteOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.floor(ms / MINUTE_MS)
}
