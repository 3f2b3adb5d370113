import type { Page } from './make-page.ts'
import type { Target } from './page-target.ts'
import { titleOf } from './show-page.ts'
import type { World } from './world.ts'

/** Whether a place lies on a page, or is the page itself. */
export function isInside(world: World, host: number, page: number): boolean {
  for (let at = host; at >= 0; at = world.pages.hostOf(at)) if (at === page) return true
  return false
}

/** Moves a page, with all that stands on it. The place must not lie inside of it. */
export function movePage(world: World, page: Page, target: Target, by: string): Page {
  const isRow = page.source >= 0 || target.source !== undefined
  return world.pages.change(page.index, {
    ...{ host: target.host, source: target.source?.index ?? -1, parent: target.parent },
    // Of the properties of a row, only the title fits everywhere.
    ...(isRow ? { properties: { title: { id: 'title', type: 'title', title: titleOf(page) } } } : {}),
    ...(world.behaviour().moveIsEdit ? { editedAtMs: world.now(), editedBy: by } : {}),
  })
}
