/**
 * What is measured, in the order in which it is. A part's `measure` answers rows; it is given
 *
 * - `folder`, where what is slow to make is kept for the next time, and `results`, where its figures go;
 * - `items`, so many in the place of its own number, where somebody asks for it;
 * - `isQuick`, whether a minute is all there is for all parts together;
 * - `isFlame`, whether the processor's time is recorded: the figures are then worth nothing;
 * - `detail(title, table)`, which keeps a table of texts beside the rows: `{ head: string[], lines: string[][] }`.
 *
 * `isQuickToo`: needs neither a built app nor a display.
 */
export const PARTS = {
  startup: { load: () => import('./startup.mjs'), hasFlame: true },
  'main-stall': { load: () => import('./main-stall.mjs'), isQuickToo: true },
  ui: { load: () => import('./ui.mjs'), hasFlame: true },
  store: { load: () => import('./store.mjs'), isQuickToo: true },
  sync: { load: () => import('./sync.mjs'), isQuickToo: true, hasFlame: true },
  memory: { load: () => import('./memory.mjs') },
  sandbox: { load: () => import('./sandbox.mjs'), isQuickToo: true },
  redis: { load: () => import('./redis.mjs') },
  package: { load: () => import('./package.mjs') },
}

export const QUICK_PARTS = Object.keys(PARTS).filter((name) => PARTS[name].isQuickToo)
export const FLAME_PARTS = Object.keys(PARTS).filter((name) => PARTS[name].hasFlame)
