import type { AppError } from '../../shared/errors.ts'
import type { Item, ItemKey } from '../../shared/model/item.ts'
import type { LoadChoice } from '../../shared/model/load-choice.ts'
import type { PageInput, PageOutcome, RunRef, StoredItem } from '../../shared/store-protocol.ts'
import { stepOf, type FeedStep } from '../providers/feeds.ts'
import type { Store } from '../store/store.ts'
import { letEventsRun } from '../http/let-events-run.ts'

/** What is written for one step of a lane, or for one question about rows that the lanes have not met. */
export interface Page {
  /** Null for what belongs to no lane. */
  readonly lane: string | null
  readonly step: FeedStep
  /** Still there, as they are stored. */
  readonly kept: readonly ItemKey[]
  /** Answers the run's cursor behind this page; asked in the order in which pages are written. */
  readonly cursor: () => string
  /** The same before it. */
  readonly cursorBefore: () => string
}

/** Brings the pages of a run into the store, in the order in which they are handed over. */
export interface PageWriter {
  /** Answers when the lane may fetch on: so many of its pages may be on their way while the next is fetched. */
  write(page: Page): Promise<void>
  /** All pages that were handed over before are stored, or the run has failed. */
  settled(): Promise<void>
}

export interface PageWriterPorts {
  readonly store: Store
  readonly run: RunRef
  readonly keepsNewer: boolean
  readonly caps: LoadChoice['caps']
  readonly now: () => number
  /** False: nothing more may be written. */
  readonly onStored: (outcome: PageOutcome) => boolean
  /** After it nothing more is written: a page behind one that is missing must not move the run's place. */
  readonly onFailed: (error: AppError) => void
  /** The same for what must not happen. */
  readonly onThrown: (thrown: unknown) => void
}

const pagesAhead = 2
/**
 * Of one message to the store, so that neither end is busy with one for long. A page of more rows is one message
 * (providers give 200 at most); one of more characters goes in parts.
 */
const mostRows = 400
const mostCharacters = 500_000
/** Main does other things after so much text was made. */
const charactersAtATime = 100_000

/** Rows of a page that go in one message, with their records as text. */
interface Part {
  readonly items: readonly StoredItem[]
  readonly characters: number
}

/** A page that waits, or a part of it. */
interface Waiting extends Part {
  readonly page: Pick<Page, 'step' | 'kept'>
  readonly cursor: string
  readonly stored: Promise<void>
  readonly done: () => void
}

const noRows: Part = { items: [], characters: 0 }
/** What a part that is not its page's last one says besides its rows. */
const rowsOnly: Waiting['page'] = { step: stepOf({}), kept: [] }

/**
 * One message is under way at a time, and the pages that come meanwhile go together in the next one: where the
 * provider is faster than the store, transactions grow, and a page that was refused can never be followed by a
 * later one that is not.
 */
export function createPageWriter(ports: PageWriterPorts): PageWriter {
  const queue: Waiting[] = []
  const unstored = new Map<string | null, Promise<void>[]>()
  let last: Promise<void> = Promise.resolve()
  let isWriting = false
  let isStopped = false

  async function isStored(pages: readonly Waiting[]): Promise<boolean> {
    try {
      const stored = await ports.store.call('applyPage', joined(ports, pages))
      if (stored.ok) return ports.onStored(stored.value)
      ports.onFailed(stored.error)
    } catch (thrown) {
      ports.onThrown(thrown)
    }
    return false
  }

  async function writeAll(): Promise<void> {
    if (isWriting) return
    isWriting = true
    while (queue.length > 0 && !isStopped) {
      const pages = takeTogether(queue, Object.keys(ports.caps).length > 0)
      isStopped = !(await isStored(pages))
      for (const { done } of pages) done()
    }
    for (const { done } of queue.splice(0)) done()
    isWriting = false
  }

  return {
    async write(page) {
      const parts = await asText(page.step)
      if (isStopped) return
      let done = (): void => undefined
      const stored = new Promise<void>((resolve) => {
        done = resolve
      })
      // The place is noted in the same moment as the page is put behind all others, and moves with its last part.
      const lastPart = parts.pop() ?? noRows
      const cursorBefore = page.cursorBefore()
      for (const part of parts) {
        queue.push({ ...part, page: rowsOnly, cursor: cursorBefore, stored, done: () => undefined })
      }
      queue.push({ ...lastPart, page, cursor: page.cursor(), stored, done })
      last = stored
      const ahead = [...(unstored.get(page.lane) ?? []), stored]
      unstored.set(page.lane, ahead)
      void writeAll()
      while (ahead.length > pagesAhead) await ahead.shift()
      unstored.set(page.lane, ahead)
    },
    settled: () => last,
  }
}

/** The pages of the next message: one at least, and what fits with it. */
function takeTogether(queue: Waiting[], isCapped: boolean): Waiting[] {
  const pages: Waiting[] = []
  let rows = 0
  let characters = 0
  for (;;) {
    const next = queue[0]
    if (next === undefined) return pages
    rows += next.items.length
    characters += next.characters
    if (pages.length > 0 && (rows > mostRows || characters > mostCharacters)) return pages
    pages.push(next)
    queue.shift()
    // What is gone counts after the rows of its own page and before those of the next. And where a cap may be
    // met, no page beyond the one that meets it is written.
    const { gone, missed } = next.page.step
    if (isCapped || gone.length > 0 || missed.length > 0) return pages
  }
}

function joined({ run, keepsNewer, caps, now }: PageWriterPorts, pages: readonly Waiting[]): PageInput {
  const steps = pages.map(({ page }) => page.step)
  return {
    ...run,
    items: pages.flatMap(({ items }) => items),
    gone: steps.flatMap(({ gone }) => gone),
    missed: steps.flatMap(({ missed }) => missed),
    kept: [...steps.flatMap(({ kept }) => kept), ...pages.flatMap(({ page }) => page.kept)],
    links: steps.flatMap(({ links }) => links),
    facts: steps
      .flatMap(({ facts }) => facts)
      .map(({ name, value, isForRuns = false }) => ({ name, json: JSON.stringify(value), isForRuns })),
    next: pages.at(-1)?.cursor ?? null,
    watermark: steps.map(({ watermark }) => watermark).find((one) => one !== null) ?? null,
    keepsNewer,
    caps,
    nowMs: now(),
  }
}

/** Of an item what may be long. */
const longTextOf = ({ name, email, organisation, phone, parentPath, url }: Item): number =>
  [name, email, organisation, phone, parentPath, url].reduce((sum, text) => sum + (text?.length ?? 0), 0)

/** The records as text, made a little at a time, in parts for one message each. */
async function asText(step: FeedStep): Promise<Part[]> {
  const parts: Part[] = []
  let items: StoredItem[] = []
  let characters = 0
  let sinceLastRest = 0
  for (const { item, record, searchText } of step.items) {
    const json = JSON.stringify(record)
    const length = json.length + longTextOf(item) + (searchText?.length ?? 0)
    if (items.length > 0 && characters + length > mostCharacters) {
      parts.push({ items, characters })
      items = []
      characters = 0
    }
    items.push({ item, record: json, searchText })
    characters += length
    sinceLastRest += length
    if (sinceLastRest < charactersAtATime) continue
    sinceLastRest = 0
    await letEventsRun()
  }
  if (items.length > 0) parts.push({ items, characters })
  return parts
}
