import { createRandom, pick } from '../random.ts'
import type { Page } from './make-page.ts'
import { runs, type RichText } from './rich-text.ts'
import type { Users } from './users.ts'

/** A comment on a page or on a block of it, by its number on the page. Times in ms since 1970. */
export type Comment = {
  number: number
  discussion: number
  /** The position of the block that it is about; -1 for the page. */
  block: number
  richText: RichText[]
  createdAtMs: number
  editedAtMs: number
  createdBy: string
  isDeleted: boolean
}

export type CommentsState = [page: number, comments: Comment[]][]

export type Comments = {
  of: (page: Page) => readonly Comment[]
  add: (
    page: Page,
    draft: Pick<Comment, 'block' | 'richText' | 'createdBy'> & { discussion?: number },
  ) => Comment
  change: (page: Page, number: number, changes: Partial<Comment>) => Comment
  readState: () => CommentsState
}

const STREAM = 66
const WORDS = [
  'Looks good ⛵',
  'Is this still true?',
  '<b>Bold</b> claim.',
  'Muss geprüft werden',
  '了解です',
]

/** Open comments: every fifth of the pages below the number `madeUp` has some. */
export function createComments(
  seed: number,
  madeUp: number,
  users: Users,
  now: () => number,
  state: CommentsState,
  onChange: () => void,
): Comments {
  const kept = new Map(state)
  const made = (page: Page): Comment[] => {
    const random = createRandom(seed, STREAM, page.index)
    const count = page.index < madeUp && random() < 0.2 ? 1 + Math.floor(random() * 3) : 0
    return Array.from({ length: count }, (_, number) => ({
      number,
      discussion: 0,
      block: -1,
      richText: runs(pick(random, WORDS)),
      createdAtMs: page.createdAtMs + number * 60_000,
      editedAtMs: page.createdAtMs + number * 60_000,
      createdBy: pick(random, users.people).id,
      isDeleted: false,
    }))
  }
  const of = (page: Page): Comment[] => kept.get(page.index) ?? made(page)
  const keep = (page: Page, comments: Comment[], one: Comment): Comment => {
    kept.set(page.index, comments)
    onChange()
    return one
  }
  return {
    of,
    add: (page, { discussion, ...draft }) => {
      const comments = of(page)
      const opened = comments.reduce((highest, one) => Math.max(highest, one.discussion), -1) + 1
      const comment = {
        ...draft,
        number: comments.length,
        discussion: discussion ?? opened,
        ...{ createdAtMs: now(), editedAtMs: now(), isDeleted: false },
      }
      return keep(page, [...comments, comment], comment)
    },
    change: (page, number, changes) => {
      const comments = of(page)
      const comment = comments[number]
      if (comment === undefined) throw new Error(`The page has no comment ${number}`)
      const changed = { ...comment, ...changes, editedAtMs: now() }
      return keep(page, comments.with(number, changed), changed)
    },
    readState: () => [...kept],
  }
}
