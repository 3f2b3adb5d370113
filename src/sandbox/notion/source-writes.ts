import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { changeSchema } from './change-schema.ts'
import { objectNotFound, okReply, validationError } from './errors.ts'
import { databaseOf, findDatabase, findSource, pageOf } from './lookup.ts'
import { withType } from './page-writes.ts'
import { richTextSchema, toRichText } from './read-rich-text.ts'
import { readBodyAs } from './request-body.ts'
import { showDatabase, showSource } from './show-source.ts'
import type { Database } from './sources.ts'
import { versionOf } from './versions.ts'
import type { World } from './world.ts'

const anything = z.record(z.string(), z.unknown())
const shared = {
  title: richTextSchema.optional(),
  icon: anything.nullish(),
  in_trash: z.boolean().optional(),
  archived: z.boolean().optional(),
}
const createSourceSchema = z.object({
  parent: z.object({ database_id: z.string() }),
  properties: z.record(z.string(), anything),
  ...shared,
})
const updateSourceSchema = z.object({
  properties: z.record(z.string(), anything.nullable()).optional(),
  ...shared,
})
const databaseFields = {
  ...shared,
  description: richTextSchema.optional(),
  cover: anything.nullish(),
  is_inline: z.boolean().optional(),
}
const createDatabaseSchema = z.object({
  parent: z.object({ page_id: z.string().optional(), workspace: z.literal(true).optional() }),
  initial_data_source: z.object({ properties: z.record(z.string(), anything).optional() }).optional(),
  ...databaseFields,
})
const updateDatabaseSchema = z.object({ is_locked: z.boolean().optional(), ...databaseFields })

export type SourceWrites = {
  createSource: (request: SandboxRequest) => SandboxReply
  updateSource: (request: SandboxRequest, id: string) => SandboxReply
  createDatabase: (request: SandboxRequest) => SandboxReply
  updateDatabase: (request: SandboxRequest, id: string) => SandboxReply
}

/** Changes of databases and data sources. */
export function createSourceWrites(world: World): SourceWrites {
  const { sources } = world

  const createSource = (request: SandboxRequest): SandboxReply => {
    const read = readBodyAs(createSourceSchema, request)
    if ('refused' in read) return read.refused
    const { parent, properties, title, icon } = read.value
    const database = databaseOf(world, parent.database_id)
    if (database === undefined) return objectNotFound('database', parent.database_id)
    const source = sources.addSource({
      database: database.index,
      title: toRichText(title ?? []),
      icon: withType(icon),
      properties: changeSchema({}, properties),
    })
    return okReply(showSource(world, source, versionOf(request)))
  }

  const updateSource = (request: SandboxRequest, id: string): SandboxReply => {
    const found = findSource(world, id)
    if ('refused' in found) return found.refused
    const read = readBodyAs(updateSourceSchema, request)
    if ('refused' in read) return read.refused
    const { title, icon, properties, in_trash, archived } = read.value
    const isTrashed = in_trash ?? archived
    const source = sources.changeSource(found.source.index, {
      ...(title === undefined ? {} : { title: toRichText(title) }),
      ...(icon === undefined ? {} : { icon: withType(icon) }),
      ...(isTrashed === undefined ? {} : { inTrash: isTrashed }),
      ...(properties === undefined ? {} : { properties: changeSchema(found.source.properties, properties) }),
    })
    return okReply(showSource(world, source, versionOf(request)))
  }

  const createDatabase = (request: SandboxRequest): SandboxReply => {
    const read = readBodyAs(createDatabaseSchema, request)
    if ('refused' in read) return read.refused
    const { parent, initial_data_source, title, description, icon, cover, is_inline } = read.value
    const host = parent.page_id === undefined ? undefined : pageOf(world, parent.page_id)
    if (parent.page_id !== undefined && host === undefined) return objectNotFound('page', parent.page_id)
    if (host === undefined)
      return validationError('body failed validation: body.parent.page_id should be defined.')
    const database = sources.addDatabase({
      host: host.index,
      parent: 'page',
      title: toRichText(title ?? []),
      description: toRichText(description ?? []),
      icon: withType(icon),
      cover: withType(cover),
      ...{ isInline: is_inline ?? false, isLocked: false, inTrash: false },
    })
    const properties = changeSchema({}, initial_data_source?.properties ?? { Name: { title: {} } })
    sources.addSource({ database: database.index, title: database.title, icon: null, properties })
    return okReply(showDatabase(world, sources.database(database.index) ?? database, versionOf(request)))
  }

  const updateDatabase = (request: SandboxRequest, id: string): SandboxReply => {
    const found = findDatabase(world, id)
    if ('refused' in found) return found.refused
    const read = readBodyAs(updateDatabaseSchema, request)
    if ('refused' in read) return read.refused
    const { title, description, icon, cover, is_inline, is_locked, in_trash, archived } = read.value
    const isTrashed = in_trash ?? archived
    const changes: Partial<Database> = {
      ...(title === undefined ? {} : { title: toRichText(title) }),
      ...(description === undefined ? {} : { description: toRichText(description) }),
      ...(icon === undefined ? {} : { icon: withType(icon) }),
      ...(cover === undefined ? {} : { cover: withType(cover) }),
      ...(is_inline === undefined ? {} : { isInline: is_inline }),
      ...(is_locked === undefined ? {} : { isLocked: is_locked }),
      ...(isTrashed === undefined ? {} : { inTrash: isTrashed }),
    }
    return okReply(
      showDatabase(world, sources.changeDatabase(found.database.index, changes), versionOf(request)),
    )
  }

  return { createSource, updateSource, createDatabase, updateDatabase }
}
