import type { Pages } from './pages.ts'

/** Which pages were given to the connection, or taken from it again; each with all that stands on it. */
export type SharingState = { marks: [page: number, isShared: boolean][] }

/**
 * The one grant of the person who signed in: all tokens share it, and changing the selection changes it for
 * all of them (Notion's authorization guide).
 */
export type Sharing = {
  isShared: (page: number) => boolean
  /** The page picker's answer: these and nothing else. */
  select: (pages: readonly number[]) => void
  share: (page: number) => void
  unshare: (page: number) => void
  /** Whether the index of search has seen this page, when it is `delay` searches late. */
  isIndexed: (page: number, delay: number) => boolean
  /** A page is new: search will find it later. */
  isNew: (page: number) => void
  /** A search begins. */
  countSearch: () => void
  /** Rises with every change. */
  revision: () => number
  readState: () => SharingState
}

export function createSharing(
  pages: Pick<Pages, 'hostOf'>,
  state: SharingState,
  onChange: () => void,
): Sharing {
  let marks = new Map(state.marks)
  /** At which search a page was shared or made. */
  const since = new Map<number, number>()
  let searches = 0
  let revision = 0
  const note = (page: number, isShared: boolean): void => {
    marks.set(page, isShared)
    since.set(page, searches)
    revision++
    onChange()
  }
  return {
    isShared: (page) => {
      for (let at = page; at >= 0; at = pages.hostOf(at)) {
        const mark = marks.get(at)
        if (mark !== undefined) return mark
      }
      return false
    },
    select: (selected) => {
      marks = new Map()
      revision++
      for (const page of selected) note(page, true)
      onChange()
    },
    share: (page) => note(page, true),
    unshare: (page) => note(page, false),
    isIndexed: (page, delay) => {
      if (delay === 0 || since.size === 0) return true
      for (let at = page; at >= 0; at = pages.hostOf(at)) {
        const seen = since.get(at)
        if (seen !== undefined && searches - seen <= delay) return false
      }
      return true
    },
    isNew: (page) => {
      since.set(page, searches)
    },
    countSearch: () => {
      searches++
    },
    revision: () => revision,
    readState: () => ({ marks: [...marks] }),
  }
}
