import { z } from 'zod'
import type { CommentsState } from './comments.ts'
import type { ContentsState } from './contents.ts'
import { NEW_GRANTS, type GrantsState } from './grants.ts'
import type { PagesState } from './pages.ts'
import type { SharingState } from './sharing.ts'
import type { SourcesState } from './sources.ts'

/** What the workspace remembers when it is stopped and started again: everything that is not made up. */
export type NotionState = {
  grants: GrantsState
  sharing: SharingState
  pages: PagesState
  sources: SourcesState
  contents: ContentsState
  comments: CommentsState
}

const number = z.int()
const runs = z.array(z.looseObject({ plain_text: z.string() }))
const numbered = z.looseObject({ index: number })
/** Held loosely: the file is the sandbox's own, and what does not fit is a workspace in which nothing happened. */
const stateSchema = z.object({
  grants: z.object({
    pairs: number,
    spent: z.array(number),
    dead: z.array(number),
    expiredUpTo: number,
    revokedUpTo: number,
  }),
  sharing: z.object({ marks: z.array(z.tuple([number, z.boolean()])) }),
  pages: z.object({
    size: number,
    kept: z.array(
      z.looseObject({
        index: number,
        host: number,
        source: number,
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  sources: z.object({
    sources: z.array(z.looseObject({ index: number, database: number, title: runs })),
    databases: z.array(numbered),
  }),
  contents: z.array(z.tuple([number, z.array(z.looseObject({ position: number, type: z.string() }))])),
  comments: z.array(z.tuple([number, z.array(z.looseObject({ number }))])),
})

const NEW_STATE: NotionState = {
  grants: NEW_GRANTS,
  sharing: { marks: [] },
  pages: { size: 0, kept: [] },
  sources: { sources: [], databases: [] },
  contents: [],
  comments: [],
}

/** Reads what an earlier run remembered; what does not fit is a workspace in which nothing has happened. */
export function recallNotion(state: unknown): NotionState {
  const parsed = stateSchema.safeParse(state)
  // The outline fits, so this is what readState gave, and its insides are as they were.
  return parsed.success ? (parsed.data as unknown as NotionState) : NEW_STATE
}
