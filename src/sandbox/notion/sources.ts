import { between, createRandom } from '../random.ts'
import type { Ids } from './ids.ts'
import { runs, type Json, type RichText } from './rich-text.ts'
import { makeSchema, type PropertyConfig } from './schemas.ts'
import { placeOfSource, type DatabaseParent } from './source-places.ts'
import { hostOfSource } from './tree.ts'
import type { Users } from './users.ts'

/** A data source: a table with its properties. Times in ms since 1970. */
export type Source = {
  index: number
  database: number
  title: RichText[]
  icon: Json | null
  properties: Record<string, PropertyConfig>
  createdAtMs: number
  editedAtMs: number
  editedBy: string
  inTrash: boolean
  /** The data source that it hangs on, when it is synced from outside. */
  syncedFrom: number | null
}

/** A database: what stands on a page and holds data sources. */
export type Database = {
  index: number
  host: number
  parent: DatabaseParent
  title: RichText[]
  description: RichText[]
  icon: Json | null
  cover: Json | null
  isInline: boolean
  isLocked: boolean
  inTrash: boolean
  createdAtMs: number
  editedAtMs: number
  sources: number[]
}

/** Whatever is not as it was made up. */
export type SourcesState = { sources: Source[]; databases: Database[] }

export type Sources = {
  source: (index: number) => Source | undefined
  /** The properties that its rows were made up with; undefined for one that was added since. */
  madeSchema: (index: number) => Record<string, PropertyConfig> | undefined
  isTouched: (index: number) => boolean
  database: (index: number) => Database | undefined
  sources: () => readonly Source[]
  databasesOn: (page: number) => readonly Database[]
  addDatabase: (draft: Omit<Database, 'index' | 'sources' | 'createdAtMs' | 'editedAtMs'>) => Database
  addSource: (draft: Pick<Source, 'database' | 'title' | 'icon' | 'properties'>) => Source
  /** Changes some of it and counts that as an edit. */
  changeSource: (index: number, changes: Partial<Source>) => Source
  changeDatabase: (index: number, changes: Partial<Database>) => Database
  /** Rises with every change. */
  revision: () => number
  readState: () => SourcesState
}

export type SourcesOptions = {
  seed: number
  /** How many there are at first. */
  count: number
  ids: Ids
  users: Users
  now: () => number
  state: SourcesState
  /** Told the number of every data source that was added or changed. */
  onTouch: (source: Source) => void
}

const STREAM = 63
const FROM = Date.UTC(2021, 0, 4)
const UNTIL = Date.UTC(2026, 9, 1)

/** All databases and data sources. There are few of them even in a large workspace, so they are kept. */
export function createSources(options: SourcesOptions): Sources {
  const { seed, count, users, now, state, onTouch } = options
  const sources = Array.from({ length: count }, (_, index) => makeSource(options, index))
  const madeSchemas = sources.map(({ properties }) => properties)
  const databases: Database[] = []
  for (const { index, database } of sources) {
    const existing = databases[database]
    if (existing === undefined) databases[database] = makeDatabase(seed, index, database)
    else existing.sources.push(index)
  }
  const touchedSources = new Set<number>()
  const touchedDatabases = new Set<number>()
  for (const source of state.sources) {
    sources[source.index] = source
    touchedSources.add(source.index)
    onTouch(source)
  }
  for (const database of state.databases) {
    databases[database.index] = database
    touchedDatabases.add(database.index)
  }

  let revision = 0
  const keepSource = (source: Source): Source => {
    sources[source.index] = source
    touchedSources.add(source.index)
    revision++
    onTouch(source)
    return source
  }
  const keepDatabase = (database: Database): Database => {
    databases[database.index] = database
    touchedDatabases.add(database.index)
    revision++
    return database
  }
  const existing = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('There is no such database or data source')
    return thing
  }

  return {
    source: (index) => sources[index],
    madeSchema: (index) => madeSchemas[index],
    isTouched: (index) => touchedSources.has(index),
    database: (index) => databases[index],
    sources: () => sources,
    databasesOn: (page) => databases.filter(({ host }) => host === page),
    addDatabase: (draft) =>
      keepDatabase({ ...draft, index: databases.length, sources: [], createdAtMs: now(), editedAtMs: now() }),
    addSource: (draft) => {
      const database = existing(databases[draft.database])
      const source = {
        ...draft,
        index: sources.length,
        createdAtMs: now(),
        editedAtMs: now(),
        editedBy: users.bot.id,
        inTrash: false,
        syncedFrom: null,
      }
      keepDatabase({ ...database, sources: [...database.sources, source.index] })
      return keepSource(source)
    },
    changeSource: (index, changes) =>
      keepSource({ ...existing(sources[index]), editedBy: users.bot.id, ...changes, editedAtMs: now() }),
    changeDatabase: (index, changes) => {
      const changed = keepDatabase({ ...existing(databases[index]), ...changes, editedAtMs: now() })
      // What hangs on it comes and goes with it.
      for (const source of changed.sources) {
        if (changes.inTrash !== undefined)
          keepSource({ ...existing(sources[source]), inTrash: changes.inTrash })
      }
      return changed
    },
    revision: () => revision,
    readState: () => ({
      sources: [...touchedSources].map((index) => existing(sources[index])),
      databases: [...touchedDatabases].map((index) => existing(databases[index])),
    }),
  }

  function makeSource({ seed, ids, users }: SourcesOptions, index: number): Source {
    const random = createRandom(seed, STREAM, index)
    const place = placeOfSource(index)
    const createdAtMs = FROM + Math.floor(random() * (UNTIL - FROM))
    return {
      index,
      database: place.database,
      title: runs(place.title),
      icon: random() < 0.5 ? { type: 'emoji', emoji: '🗂️' } : null,
      properties: makeSchema(place.template, (related) => ({
        data_source_id: ids.idOf('data_source', related),
        database_id: ids.idOf('database', placeOfSource(related).database),
      })),
      createdAtMs,
      editedAtMs: createdAtMs + Math.floor(random() * (UNTIL - createdAtMs)),
      editedBy: users.people[between(random, 0, 20)]?.id ?? ids.idOf('user', 0),
      inTrash: false,
      syncedFrom: place.syncedFrom ?? null,
    }
  }
}

function makeDatabase(seed: number, source: number, database: number): Database {
  const random = createRandom(seed, STREAM + 1, database)
  const place = placeOfSource(source)
  const createdAtMs = FROM + Math.floor(random() * (UNTIL - FROM))
  return {
    index: database,
    host: hostOfSource(source),
    parent: place.parent,
    title: runs(place.title),
    description: random() < 0.3 ? runs('What we keep here, and why.') : [],
    icon: random() < 0.5 ? { type: 'emoji', emoji: '🗃️' } : null,
    cover: null,
    isInline: place.isInline ?? false,
    isLocked: false,
    inTrash: false,
    createdAtMs,
    editedAtMs: createdAtMs + Math.floor(random() * (UNTIL - createdAtMs)),
    sources: [source],
  }
}
