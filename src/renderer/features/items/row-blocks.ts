/** How far a list is that is still being put together: rows looked at, of all that there are. */
export interface RowsProgress {
  readonly done: number
  readonly of: number
}

/**
 * What one request answers: the rows of the window and how many there are in all. `isMore`: there are more, which
 * are counted as somebody scrolls on. `progress`: this is what is known so far; asking again goes on with it.
 */
export interface RowPage<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly isMore?: boolean
  readonly progress?: RowsProgress | null
}

export interface RowBlocksOptions<Row> {
  /** Rows `offset` to `offset + limit`. Rejects with a failure worth showing. */
  readonly load: (offset: number, limit: number) => Promise<RowPage<Row>>
  readonly rowsPerBlock?: number
  /** So many blocks are kept; the least recently shown ones go first, never one that is in view. */
  readonly capacity?: number
  /** How long to wait before asking again for a list that is being put together, in ms. */
  readonly pauseMs?: number
}

/** What a screen draws from; a new object after every change, the same one in between. */
export interface RowsSnapshot {
  /** Null until the first answer. */
  readonly total: number | null
  /** Whether there are more than `total`. */
  readonly isMore: boolean
  /** How far the list is put together; null once it is whole. */
  readonly progress: RowsProgress | null
  /** Nobody asks on for a list that is not whole. */
  readonly isStopped: boolean
  /** What the latest load rejected with, null once one succeeded again. */
  readonly failure: unknown
  /** Grows with every change. */
  readonly version: number
}

export interface RowBlocks<Row> {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => RowsSnapshot
  /** The row, or null while it is not here. Never asks for anything. */
  readonly rowAt: (index: number) => Row | null
  /** Where a row is, among the rows that are here and up to date; null if it is not among them. */
  readonly indexOf: (isWanted: (row: Row) => boolean) => number | null
  /** Says which rows are in view, and loads those that are missing or out of date. */
  readonly show: (first: number, last: number) => void
  /**
   * Everything here may be out of date. Rows stay until their successors arrive, so that nothing flickers;
   * what is in view is asked for now, the rest when it is shown. Calls during a load become one more load.
   */
  readonly refresh: () => void
  /** Asks no more for a list that is being put together, until `goOn` or a refresh. */
  readonly stop: () => void
  readonly goOn: () => void
  /** The rows that are here and up to date, each with its place, in the order of the list. */
  readonly loaded: () => (readonly [index: number, row: Row])[]
}

interface Block<Row> {
  readonly rows: readonly Row[]
  readonly revision: number
  /** It came while the list was still being put together. */
  readonly isProvisional: boolean
  shownAt: number
}

/** So many rows are one request, unless somebody wants another number. */
const defaultRowsPerBlock = 200

/** Dragging the scroll bar passes hundreds of blocks a second; only where it rests is worth loading. */
const maxInFlight = 3

/** The rows of one query, loaded block by block as they come into view. */
export function createRowBlocks<Row>(options: RowBlocksOptions<Row>): RowBlocks<Row> {
  const { load, rowsPerBlock = defaultRowsPerBlock, capacity = 40, pauseMs = 20 } = options
  const blocks = new Map<number, Block<Row>>()
  const inFlight = new Set<number>()
  const listeners = new Set<() => void>()
  let current: RowsSnapshot = {
    total: null,
    isMore: false,
    progress: null,
    isStopped: false,
    failure: null,
    version: 0,
  }
  let pause: ReturnType<typeof setTimeout> | undefined
  let revision = 0
  let clock = 0
  let inView: readonly [first: number, last: number] = [0, 0]
  let isRefreshWanted = false

  const publish = (change: Partial<RowsSnapshot>): void => {
    current = { ...current, ...change, version: current.version + 1 }
    for (const listener of listeners) listener()
  }

  const blocksInView = (): number[] => {
    const lastBlock = Math.max(0, Math.ceil((current.total ?? 1) / rowsPerBlock) - 1)
    const first = Math.min(Math.floor(inView[0] / rowsPerBlock), lastBlock)
    const last = Math.min(Math.floor(inView[1] / rowsPerBlock), lastBlock)
    return Array.from({ length: last - first + 1 }, (_, step) => first + step)
  }

  const discardLeastRecent = (): void => {
    const kept = new Set(blocksInView())
    const candidates = [...blocks].filter(([index]) => !kept.has(index))
    candidates.sort(([, one], [, other]) => one.shownAt - other.shownAt)
    for (const [index] of candidates.slice(0, Math.max(0, blocks.size - capacity))) blocks.delete(index)
  }

  const request = async (index: number): Promise<void> => {
    const asked = revision
    inFlight.add(index)
    try {
      const page = await load(index * rowsPerBlock, rowsPerBlock)
      const { rows, total, isMore = false, progress = null } = page
      inFlight.delete(index)
      blocks.set(index, { rows, revision: asked, isProvisional: progress !== null, shownAt: clock })
      discardLeastRecent()
      publish({ total, isMore, progress, failure: null })
    } catch (failure) {
      // Not asked for again by itself: the next scroll, refresh or "Try again" does.
      inFlight.delete(index)
      publish({ failure })
      return
    }
    if (isRefreshWanted) startRefresh()
    else {
      // The view may have moved on meanwhile, or the total shrunk below it.
      loadMissing()
      askAgainSoon()
    }
  }

  const loadMissing = (isAskedAgain = false): void => {
    clock += 1
    for (const index of blocksInView()) {
      const block = blocks.get(index)
      if (block) block.shownAt = clock
      const isHere = block?.revision === revision && !(isAskedAgain && block.isProvisional)
      if (isHere || inFlight.has(index)) continue
      if (inFlight.size < maxInFlight) void request(index)
    }
  }

  /** Asking is what puts the list together: with nobody to look at it, it is given up. */
  const askAgainSoon = (): void => {
    clearTimeout(pause)
    if (!blocksInView().some((index) => blocks.get(index)?.isProvisional)) return
    pause = setTimeout(() => {
      if (!current.isStopped && listeners.size > 0) loadMissing(true)
    }, pauseMs)
  }

  const startRefresh = (): void => {
    isRefreshWanted = false
    revision += 1
    if (current.isStopped) publish({ isStopped: false })
    loadMissing()
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      // It may have been asked for before anybody looked at it.
      if (listeners.size === 1) askAgainSoon()
      return () => listeners.delete(listener)
    },
    snapshot: () => current,
    rowAt(index) {
      return blocks.get(Math.floor(index / rowsPerBlock))?.rows[index % rowsPerBlock] ?? null
    },
    indexOf(isWanted) {
      for (const [index, block] of blocks) {
        const position = block.revision === revision ? block.rows.findIndex(isWanted) : -1
        if (position >= 0) return index * rowsPerBlock + position
      }
      return null
    },
    show(first, last) {
      inView = [Math.max(0, first), Math.max(0, first, last)]
      loadMissing()
    },
    refresh() {
      if (inFlight.size > 0) isRefreshWanted = true
      else startRefresh()
    },
    stop() {
      publish({ isStopped: true })
    },
    goOn() {
      publish({ isStopped: false })
      loadMissing(true)
    },
    loaded() {
      return [...blocks]
        .filter(([, block]) => block.revision === revision)
        .toSorted(([one], [other]) => one - other)
        .flatMap(([index, block]) =>
          block.rows.map((row, position) => [index * rowsPerBlock + position, row] as const),
        )
    },
  }
}
