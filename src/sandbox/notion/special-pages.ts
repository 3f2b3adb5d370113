/** Pages at the top of the workspace: what the page picker offers. Their number is in tree.ts, too. */
export const TOP_TITLES = [
  'Company home',
  'Product',
  'Engineering wiki',
  'People & culture',
  'Sales',
  'Recettes & menus',
  'Маркетинг',
  '設計ノート',
  'الأرشيف القديم 📦',
] as const

/** Where a special page stands: on a page (by number), or as a row of a data source. */
type Place = { host: number; source?: number }

/**
 * Pages that clients were broken by, each at a fixed number after the top ones, so that tests can name them.
 * `level2` to `level8` stand inside each other.
 */
const SPECIAL_PAGES = {
  emptyTitle: { host: 0 },
  threeRuns: { host: 0 },
  mentionOnly: { host: 0 },
  inBlock: { host: 0 },
  ofAgent: { host: 0 },
  unknownParent: { host: 0 },
  longPage: { host: 1 },
  deepBlocks: { host: 1 },
  everyBlock: { host: 1 },
  markup: { host: 0 },
  formula: { host: 0 },
  rightToLeft: { host: 0 },
  longTitle: { host: 0 },
  trashed: { host: 0 },
  locked: { host: 2 },
  level2: { host: 0 },
  level3: { host: -1 },
  level4: { host: -1 },
  level5: { host: -1 },
  level6: { host: -1 },
  level7: { host: -1 },
  level8: { host: -1 },
  everyType: { host: 1, source: 0 },
  manyRelations: { host: 1, source: 0 },
  emptyRow: { host: 1, source: 0 },
  archivedRow: { host: 1, source: 0 },
  trashedRow: { host: 1, source: 0 },
  contentRow: { host: 5, source: 1 },
  formulaRow: { host: 4, source: 2 },
} as const satisfies Record<string, Place>

export type SpecialPage = keyof typeof SPECIAL_PAGES

const NAMES = Object.keys(SPECIAL_PAGES) as readonly SpecialPage[]

/** How many pages are fixed; the rest follows from the seed. */
export const FIXED_PAGES = TOP_TITLES.length + NAMES.length

export function specialAt(index: number): SpecialPage | undefined {
  return NAMES[index - TOP_TITLES.length]
}

export function indexOfSpecial(name: SpecialPage): number {
  return TOP_TITLES.length + NAMES.indexOf(name)
}

/** The page on which a fixed page stands (itself none: -1), and its data source (-1 for none). */
export function placeOfFixed(index: number): { host: number; source: number } {
  const name = specialAt(index)
  if (name === undefined) return { host: -1, source: -1 }
  const place: Place = SPECIAL_PAGES[name]
  return { host: place.host === -1 ? index - 1 : place.host, source: place.source ?? -1 }
}
