import type { Ids } from './ids.ts'
import type { Block, BlockDraft } from './block.ts'
import { makeBlocks } from './make-blocks.ts'
import type { Page } from './make-page.ts'
import type { Users } from './users.ts'

/** The blocks of the pages whose contents were touched. */
export type ContentsState = [page: number, blocks: Block[]][]

/** What stands on the pages, child pages and databases left out: those belong to the tree. */
export type Contents = {
  /** All blocks, trashed ones too, in the order in which they stand. */
  blocksOf: (page: Page) => readonly Block[]
  find: (page: Page, position: number) => Block | undefined
  /** The live blocks that stand in the block at a position; at the top of the page for -1. */
  inside: (page: Page, position: number) => readonly Block[]
  /** Whether anything stands at the top of the page; cheaper than asking for all of it. */
  hasAny: (page: Page) => boolean
  /** Adds blocks after the block at a position (`start` and `end` of their parent otherwise). */
  add: (page: Page, drafts: readonly BlockDraft[], place: Place, by: string) => Block[]
  change: (page: Page, position: number, changes: Partial<Block>) => Block
  /** Puts other blocks in place of all. */
  replace: (page: Page, drafts: readonly BlockDraft[], by: string) => void
  readState: () => ContentsState
}

/**
 * `parent` of the drafts is a position that exists already, or below -1 the draft with that number from the
 * start of the list: -2 is the first, -3 the second.
 */
export type Place = 'start' | 'end' | { after: number }

/** A page may have this many blocks in its life; their ids have no room for more. */
const MAX_BLOCKS = 65_000
const REMEMBERED = 8

export type ContentsOptions = {
  seed: number
  /** Pages from this number on were not made up: they start empty. */
  madeUp: number
  ids: Ids
  users: Users
  now: () => number
  state: ContentsState
  onChange: () => void
}

export function createContents(options: ContentsOptions): Contents {
  const { seed, madeUp, ids, users, now, state, onChange } = options
  const kept = new Map(state)
  /** The made-up contents looked at last: a long page is read in many calls. */
  const recent = new Map<number, Block[]>()
  /** Each list of blocks by where they stand; a changed list is another one. */
  const grouped = new WeakMap<readonly Block[], Map<number, Block[]>>()

  const made = (page: Page): Block[] => {
    if (page.index >= madeUp) return []
    const remembered = recent.get(page.index)
    if (remembered !== undefined) return remembered
    const { createdAtMs, editedAtMs, editedBy } = page
    const blocks = makeBlocks(seed, page.index, ids, users).map((draft, position) => ({
      ...{ ...draft, position, createdAtMs, editedAtMs, editedBy, inTrash: false },
    }))
    recent.set(page.index, blocks)
    for (const oldest of recent.keys()) {
      if (recent.size <= REMEMBERED) break
      recent.delete(oldest)
    }
    return blocks
  }
  const blocksOf = (page: Page): Block[] => kept.get(page.index) ?? made(page)
  const keep = (page: Page, blocks: Block[]): void => {
    kept.set(page.index, blocks)
    onChange()
  }
  const build = (drafts: readonly BlockDraft[], first: number, by: string): Block[] =>
    drafts.map((draft, at) => ({
      ...draft,
      parent: draft.parent < -1 ? first - draft.parent - 2 : draft.parent,
      position: first + at,
      ...{ createdAtMs: now(), editedAtMs: now(), editedBy: by, inTrash: false },
    }))

  return {
    blocksOf,
    hasAny: (page) =>
      kept.get(page.index)?.some(({ parent, inTrash }) => parent < 0 && !inTrash) ?? page.index < madeUp,
    inside: (page, position) => {
      const blocks = blocksOf(page)
      const known = grouped.get(blocks) ?? groupByParent(blocks)
      grouped.set(blocks, known)
      return known.get(position) ?? []
    },
    find: (page, position) => blocksOf(page).find((block) => block.position === position),
    add: (page, drafts, place, by) => {
      const blocks = blocksOf(page)
      const first = blocks.reduce((highest, { position }) => Math.max(highest, position), -1) + 1
      if (first + drafts.length > MAX_BLOCKS) throw new RangeError('The page is full')
      const added = build(drafts, first, by)
      const at =
        place === 'start'
          ? 0
          : place === 'end'
            ? blocks.length
            : blocks.findIndex(({ position }) => position === place.after) + 1
      keep(page, [...blocks.slice(0, at), ...added, ...blocks.slice(at)])
      return added
    },
    change: (page, position, changes) => {
      const blocks = blocksOf(page)
      const at = blocks.findIndex((block) => block.position === position)
      const block = blocks[at]
      if (block === undefined) throw new Error(`The page has no block ${position}`)
      const changed = { ...block, ...changes, editedAtMs: now() }
      keep(page, blocks.with(at, changed))
      return changed
    },
    replace: (page, drafts, by) => {
      const blocks = blocksOf(page)
      const first = blocks.reduce((highest, { position }) => Math.max(highest, position), -1) + 1
      const trashed = blocks.map((block) => ({ ...block, inTrash: true }))
      keep(page, [...trashed, ...build(drafts, first, by)])
    },
    readState: () => [...kept],
  }
}

function groupByParent(blocks: readonly Block[]): Map<number, Block[]> {
  const groups = new Map<number, Block[]>()
  for (const block of blocks) {
    if (block.inTrash) continue
    const group = groups.get(block.parent)
    if (group === undefined) groups.set(block.parent, [block])
    else group.push(block)
  }
  return groups
}
