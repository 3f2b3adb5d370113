import type { ServiceOptions } from '../service.ts'
import type { NotionBehaviour } from './behaviour.ts'
import { createComments } from './comments.ts'
import { createContents } from './contents.ts'
import { createEditOrder, FIRST_SOURCE } from './edit-order.ts'
import { createIds } from './ids.ts'
import { createPageMaker, type Page } from './make-page.ts'
import { createPages } from './pages.ts'
import { createSharing } from './sharing.ts'
import { createSources, type Source } from './sources.ts'
import type { NotionState } from './state.ts'
import { createTitles } from './titles.ts'
import { createTree } from './tree.ts'
import { createUsers } from './users.ts'
import type { World } from './world.ts'

const MINUTE_MS = 60_000

export type WorldOptions = Pick<ServiceOptions, 'seed' | 'now' | 'onChange'> & {
  pages: number
  appName: string
  state: NotionState
  behaviour: () => NotionBehaviour
  /** Told the number of every page that was added or changed. */
  onPage: (page: number) => void
}

/** Puts the workspace together: what was made up, and over it what is remembered. */
export function createWorld(options: WorldOptions): World {
  const { seed, now, onChange, state, behaviour, onPage } = options
  const ids = createIds(seed)
  const users = createUsers(seed, ids, options.appName)
  const tree = createTree(seed, options.pages)
  const titles = createTitles(seed, ids, users)
  const order = createEditOrder(function* () {
    for (let page = 0; page < tree.count; page++) yield [page, tree.edited[page] ?? 0] as const
    for (const { index, editedAtMs } of sources.sources())
      yield [FIRST_SOURCE + index, minuteOf(editedAtMs)] as const
  })
  const sources = createSources({
    ...{ seed, count: tree.sources, ids, users, now, state: state.sources },
    onTouch: ({ index, editedAtMs }: Source) => {
      order.touch(FIRST_SOURCE + index, minuteOf(editedAtMs))
      onChange()
    },
  })
  const pages = createPages({
    tree,
    make: createPageMaker({ seed, tree, ids, users, sources, titles }),
    now,
    state: state.pages,
    isSourceTrashed: (index) => {
      const source = sources.source(index)
      return source?.inTrash === true || sources.database(source?.database ?? -1)?.inTrash === true
    },
    onTouch: ({ index, editedAtMs }: Page) => {
      order.touch(index, minuteOf(editedAtMs))
      onPage(index)
      onChange()
    },
  })
  return {
    ids,
    users,
    titles,
    pages,
    sources,
    order,
    contents: createContents({ seed, madeUp: tree.count, ids, users, now, state: state.contents, onChange }),
    comments: createComments(seed, tree.count, users, now, state.comments, onChange),
    sharing: createSharing(pages, state.sharing, onChange),
    behaviour,
    now,
  }
}

function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS)
}
