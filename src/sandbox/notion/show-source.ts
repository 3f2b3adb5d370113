import { isDatabaseTrashed, isSourceTrashed } from './lookup.ts'
import { formatMinute } from './minutes.ts'
import { plainOf, type Json } from './rich-text.ts'
import type { PropertyConfig } from './schemas.ts'
import type { Database, Source } from './sources.ts'
import { addressOf } from './show-page.ts'
import { TOGGLE_POSITION } from './make-page.ts'
import { partialUser } from './users.ts'
import { DATA_SOURCES, IN_TRASH, type Version } from './versions.ts'
import type { World } from './world.ts'

/** A data source (schema DataSourceObjectResponse of the official client). */
export function showSource(world: World, source: Source, version: Version): Json {
  if (!world.behaviour().capabilities.includes('read_content')) {
    return { object: 'data_source', id: world.ids.idOf('data_source', source.index), properties: {} }
  }
  return showWholeSource(world, source, version)
}

/** The same, whatever the connection may read. */
export function showWholeSource(world: World, source: Source, version: Version): Json {
  const { ids, sources } = world
  const id = ids.idOf('data_source', source.index)
  const database = sources.database(source.database)
  const databaseId = ids.idOf('database', source.database)
  return {
    object: 'data_source',
    id,
    title: source.title,
    description: database?.description ?? [],
    parent:
      source.syncedFrom === null
        ? { type: 'database_id', database_id: databaseId }
        : {
            type: 'data_source_id',
            data_source_id: ids.idOf('data_source', source.syncedFrom),
            database_id: databaseId,
          },
    database_parent:
      database === undefined ? { type: 'workspace', workspace: true } : showDatabaseParent(world, database),
    is_inline: database?.isInline ?? false,
    ...trashOf(isSourceTrashed(world, source), version),
    created_time: formatMinute(source.createdAtMs),
    last_edited_time: formatMinute(source.editedAtMs),
    created_by: partialUser(world.users.owner.id),
    last_edited_by: partialUser(source.editedBy),
    properties: source.properties,
    icon: source.icon,
    cover: database?.cover ?? null,
    url: addressOf('', databaseId),
    public_url: null,
  }
}

/**
 * A database: a container of data sources, or, in versions before there were any, the table itself (schema
 * DatabaseObjectResponse of the official client; its version 2 for the old one).
 */
export function showDatabase(world: World, database: Database, version: Version): Json {
  const { ids, sources, behaviour } = world
  const id = ids.idOf('database', database.index)
  if (!behaviour().capabilities.includes('read_content')) return { object: 'database', id }
  const shared = {
    object: 'database',
    id,
    title: database.title,
    description: database.description,
    parent: showDatabaseParent(world, database),
    is_inline: database.isInline,
    ...trashOf(isDatabaseTrashed(world, database), version),
    created_time: formatMinute(database.createdAtMs),
    last_edited_time: formatMinute(database.editedAtMs),
    icon: database.icon,
    cover: database.cover,
    url: addressOf('', id),
    public_url: null,
  }
  if (version >= DATA_SOURCES) {
    const held = database.sources.flatMap((index) => sources.source(index) ?? [])
    return {
      ...shared,
      is_locked: database.isLocked,
      data_sources: held.map((source) => ({
        id: ids.idOf('data_source', source.index),
        name: plainOf(source.title),
      })),
    }
  }
  const source = sources.source(database.sources[0] ?? -1)
  return {
    ...shared,
    created_by: partialUser(world.users.owner.id),
    last_edited_by: partialUser(source?.editedBy ?? world.users.owner.id),
    properties: Object.fromEntries(
      Object.entries(source?.properties ?? {}).map(([name, config]) => [name, showOldConfig(config)]),
    ),
  }
}

export function showDatabaseParent({ ids }: World, { host, parent }: Database): Json {
  switch (parent) {
    case 'workspace':
      return { type: 'workspace', workspace: true }
    case 'page':
      return { type: 'page_id', page_id: ids.idOf('page', host) }
    case 'block':
      return { type: 'block_id', block_id: ids.idOf('block', host, TOGGLE_POSITION) }
    case 'wiki':
      return { type: 'database_id', database_id: ids.idOf('database', 0) }
  }
}

function trashOf(isTrashed: boolean, version: Version): Json {
  return version < IN_TRASH ? { archived: isTrashed, in_trash: isTrashed } : { in_trash: isTrashed }
}

/** Relations led to databases before there were data sources. */
function showOldConfig(config: PropertyConfig): PropertyConfig {
  if (config.type !== 'relation') return config
  const { data_source_id: _, ...relation } = config.relation as Json
  return { ...config, relation }
}
