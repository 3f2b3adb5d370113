import { walkBoard } from './walk-board.mjs'
import { walkFilters } from './walk-filters.mjs'
import { walkGrid } from './walk-grid.mjs'
import { walkKeyboard } from './walk-keyboard.mjs'
import { walkLooks } from './walk-looks.mjs'
import { walkNotices } from './walk-notices.mjs'
import { walkPalette } from './walk-palette.mjs'
import { walkPane } from './walk-pane.mjs'
import { walkSelection } from './walk-selection.mjs'
import { walkViews } from './walk-views.mjs'

/** Every way to arrange a loaded list, and what can be done from it; the last edit of many is staged to fail. */
export async function walkLists(running, visit) {
  await walkBoard(running, visit)
  await walkFilters(running, visit)
  await walkViews(running, visit)
  await walkGrid(running, visit)
  await walkSelection(running, visit)
}

/** What is at hand wherever one is, and the looks that somebody may choose. */
export async function walkTools(running, visit) {
  await walkPalette(running, visit)
  await walkNotices(running, visit)
  await walkPane(running, visit)
  await walkKeyboard(running, visit)
  await walkLooks(running, visit)
}
