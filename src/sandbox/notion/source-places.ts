/** How a database stands in the workspace, as Notion shows it. */
export type DatabaseParent = 'page' | 'workspace' | 'block' | 'wiki'

type SourcePlace = {
  /** The number of the database; two data sources with the same number share it. */
  database: number
  /** The page under which it is found, and with which it is shared. */
  host: number
  parent: DatabaseParent
  /** Which set of properties it has, see schemas.ts. */
  template: number
  title: string
  isInline?: boolean
  /** For a data source that is synced from outside: the one that it hangs on. */
  syncedFrom?: number
}

/** The data sources that every workspace has. A larger one has copies of them. */
export const SOURCE_PLACES: readonly SourcePlace[] = [
  { database: 0, host: 1, parent: 'page', template: 0, title: 'Tasks' },
  { database: 1, host: 5, parent: 'page', template: 1, title: 'Recettes' },
  { database: 2, host: 4, parent: 'page', template: 2, title: 'Pipeline <2026>' },
  { database: 3, host: 3, parent: 'page', template: 3, title: 'Laptops' },
  // The second of one database: what the version before data sources cannot serve.
  { database: 3, host: 3, parent: 'page', template: 3, title: 'Licences' },
  { database: 4, host: 2, parent: 'block', template: 4, title: 'Meeting notes', isInline: true },
  { database: 5, host: 0, parent: 'workspace', template: 4, title: '' },
  { database: 6, host: 2, parent: 'wiki', template: 4, title: 'プロジェクト' },
  { database: 7, host: 4, parent: 'page', template: 2, title: 'Synced from CRM', syncedFrom: 2 },
]
/** The number of the first database of copies. */
const FIRST_COPY = 8

export function placeOfSource(source: number): SourcePlace {
  const fixed = SOURCE_PLACES[source]
  if (fixed !== undefined) return fixed
  const number = source - SOURCE_PLACES.length
  return {
    database: FIRST_COPY + number,
    host: source % 9,
    parent: 'page',
    template: source % 5,
    title: `${['Tasks', 'Recettes', 'Pipeline', 'Assets', 'Notes'][source % 5] ?? ''} ${2010 + (number % 16)}`,
  }
}
