import type { NotionBehaviour } from './behaviour.ts'
import type { Comments } from './comments.ts'
import type { Contents } from './contents.ts'
import type { EditOrder } from './edit-order.ts'
import type { Ids } from './ids.ts'
import type { Pages } from './pages.ts'
import type { Sharing } from './sharing.ts'
import type { Sources } from './sources.ts'
import type { Titles } from './titles.ts'
import type { Users } from './users.ts'

/** All that the calls of the API work on. */
export type World = {
  ids: Ids
  users: Users
  titles: Titles
  pages: Pages
  sources: Sources
  contents: Contents
  comments: Comments
  sharing: Sharing
  order: EditOrder
  behaviour: () => NotionBehaviour
  now: () => number
}
