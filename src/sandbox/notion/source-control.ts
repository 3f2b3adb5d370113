import { changeSchema } from './change-schema.ts'
import { isSourceShared, isSourceTrashed } from './lookup.ts'
import { runs } from './rich-text.ts'
import type { Source } from './sources.ts'
import type { World } from './world.ts'

/** Databases as the people of the workspace change them. Ids are those of data sources. */
export type SourceControl = {
  /** How many there are and were; `at` gives each by its number. */
  count: () => number
  at: (number: number) => { id: string; isShared: boolean; isTrashed: boolean } | undefined
  /** A new database on a page, with one data source: a title, a text, a number and a checkbox. */
  create: (title: string, page: string) => string
  rename: (id: string, title: string) => void
  /** Gives a property another name. The rows show it from then on, and none of them is edited by that. */
  renameProperty: (id: string, property: string, name: string) => void
  /** The names and types of its properties. */
  properties: (id: string) => readonly { name: string; type: string }[]
  /** Moves the database of a data source to the trash, with all its data sources and rows, or out of it. */
  trash: (id: string) => void
  restore: (id: string) => void
}

/** Throws for an id that does not exist: a test that names one is wrong. */
export function createSourceControl(world: World): SourceControl {
  const { ids, pages, sources, users } = world
  const somebody = users.people[1]?.id ?? users.owner.id
  const find = (id: string): Source => {
    const source = sources.source(ids.read('data_source', id)?.index ?? -1)
    if (source === undefined) throw new Error(`There is no data source ${id}`)
    return source
  }
  return {
    count: () => sources.sources().length,
    at: (number) => {
      const source = sources.source(number)
      if (source === undefined) return undefined
      return {
        id: ids.idOf('data_source', source.index),
        isShared: isSourceShared(world, source),
        isTrashed: isSourceTrashed(world, source),
      }
    },
    create: (title, page) => {
      const host = ids.read('page', page)?.index ?? -1
      if (pages.get(host) === undefined) throw new Error(`There is no page ${page}`)
      const database = sources.addDatabase({
        ...{ host, parent: 'page', title: runs(title), description: [], icon: null, cover: null },
        ...{ isInline: false, isLocked: false, inTrash: false },
      })
      const properties = changeSchema(
        {},
        { Name: { title: {} }, Notes: { rich_text: {} }, Count: { number: {} }, Done: { checkbox: {} } },
      )
      const source = sources.addSource({
        database: database.index,
        title: database.title,
        icon: null,
        properties,
      })
      return ids.idOf('data_source', source.index)
    },
    rename: (id, title) => {
      sources.changeSource(find(id).index, { title: runs(title), editedBy: somebody })
    },
    renameProperty: (id, property, name) => {
      const source = find(id)
      if (source.properties[property] === undefined) throw new Error(`There is no property ${property}`)
      const properties = changeSchema(source.properties, { [property]: { name } })
      sources.changeSource(source.index, { properties, editedBy: somebody })
    },
    properties: (id) => Object.values(find(id).properties).map(({ name, type }) => ({ name, type })),
    trash: (id) => {
      sources.changeDatabase(find(id).database, { inTrash: true })
    },
    restore: (id) => {
      sources.changeDatabase(find(id).database, { inTrash: false })
    },
  }
}
