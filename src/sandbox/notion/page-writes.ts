import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import { okReply, validationError } from './errors.ts'
import { findPage } from './lookup.ts'
import type { Page } from './make-page.ts'
import { isInside, movePage } from './move-page.ts'
import { draftsOf } from './page-markdown.ts'
import { findTarget, parentSchema } from './page-target.ts'
import { childrenSchema, readBlocks } from './read-blocks.ts'
import { PLAIN_SCHEMA, readValues, type ReadValues } from './read-values.ts'
import { readBodyAs } from './request-body.ts'
import type { Json } from './rich-text.ts'
import { propertiesOf, showPage } from './show-page.ts'
import type { Source } from './sources.ts'
import { IN_TRASH, versionOf } from './versions.ts'
import type { World } from './world.ts'

const anything = z.record(z.string(), z.unknown())
const createSchema = z.object({
  parent: parentSchema,
  properties: anything.default({}),
  icon: anything.nullish(),
  cover: anything.nullish(),
  children: childrenSchema.optional(),
  content: childrenSchema.optional(),
  markdown: z.string().optional(),
})
const updateFields = {
  properties: anything.optional(),
  icon: anything.nullish(),
  cover: anything.nullish(),
  in_trash: z.boolean().optional(),
  is_locked: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  erase_content: z.boolean().optional(),
  template: anything.optional(),
}
const updateSchema = z.strictObject(updateFields)
/** Until the last version, the trash was called `archived` as well. */
const oldUpdateSchema = z.strictObject({ ...updateFields, archived: z.boolean().optional() })
const moveSchema = z.object({ parent: parentSchema })

type Handler = (request: SandboxRequest, params: RouteParams) => SandboxReply
export function createPageWrites(world: World): Record<'create' | 'update' | 'move', Handler> {
  return {
    create: (request) => {
      const version = versionOf(request)
      const read = readBodyAs(createSchema, request)
      if ('refused' in read) return read.refused
      const { properties, icon, cover, children, content, markdown } = read.value
      const target = findTarget(world, read.value.parent, version)
      if ('refused' in target) return target.refused
      const values = readValues(properties, target.source?.properties ?? PLAIN_SCHEMA)
      if ('refused' in values) return values.refused
      const blocks = readBlocks(children ?? content ?? [], -1)
      if ('refused' in blocks) return blocks.refused
      addOptions(world, target.source, values)
      const page = world.pages.add({
        host: target.host,
        source: target.source?.index ?? -1,
        parent: target.parent,
        properties: target.source === undefined ? { ...EMPTY_TITLE, ...values.values } : values.values,
        icon: withType(icon),
        cover: withType(cover),
        createdBy: world.users.bot.id,
      })
      world.sharing.isNew(page.index)
      if (page.host < 0) world.sharing.share(page.index)
      const drafts = markdown === undefined ? blocks.drafts : draftsOf(markdown)
      if (drafts.length > 0) world.contents.add(page, drafts, 'end', world.users.bot.id)
      return okReply(showPage(world, page, version))
    },
    update: (request, { page_id: id = '' }) => {
      const version = versionOf(request)
      const found = findPage(world, id)
      if ('refused' in found) return found.refused
      const read =
        version < IN_TRASH ? readBodyAs(oldUpdateSchema, request) : readBodyAs(updateSchema, request)
      if ('refused' in read) return read.refused
      const changed = update(world, found.page, read.value)
      return 'refused' in changed ? changed.refused : okReply(showPage(world, changed, version))
    },
    move: (request, { page_id: id = '' }) => {
      const version = versionOf(request)
      const found = findPage(world, id)
      if ('refused' in found) return found.refused
      const read = readBodyAs(moveSchema, request)
      if ('refused' in read) return read.refused
      const target = findTarget(world, read.value.parent, version)
      if ('refused' in target) return target.refused
      const { page } = found
      if (isInside(world, target.host, page.index))
        return validationError('A page cannot be moved into itself.')
      return okReply(showPage(world, movePage(world, page, target, world.users.bot.id), version))
    },
  }
}

const EMPTY_TITLE = { title: { id: 'title', type: 'title', title: [] } }

function update(
  world: World,
  page: Page,
  body: z.output<typeof oldUpdateSchema>,
): Page | { refused: SandboxReply } {
  const schema = page.source < 0 ? undefined : world.sources.source(page.source)
  const values = readValues(body.properties ?? {}, schema?.properties ?? PLAIN_SCHEMA)
  if ('refused' in values) return values
  const isTrashed = body.in_trash ?? body.archived
  if (world.pages.isTrashed(page.index) && isTrashed !== false) {
    return {
      refused: validationError(
        "Can't edit block that is archived. You must unarchive the block before editing.",
      ),
    }
  }
  addOptions(world, schema, values)
  const isOnlyTrashed = isTrashed !== undefined && Object.keys(body).length === 1
  if (body.erase_content === true) world.contents.replace(page, [], world.users.bot.id)
  return world.pages.change(page.index, {
    properties: { ...propertiesOf(world, page), ...values.values },
    ...('icon' in body ? { icon: withType(body.icon) } : {}),
    ...('cover' in body ? { cover: withType(body.cover) } : {}),
    ...(isTrashed === undefined ? {} : { inTrash: isTrashed }),
    ...(body.is_locked === undefined ? {} : { isLocked: body.is_locked }),
    ...(body.is_archived === undefined ? {} : { isArchived: body.is_archived }),
    ...(isOnlyTrashed && !world.behaviour().trashIsEdit ? {} : editedNow(world)),
  })
}

function addOptions(world: World, source: Source | undefined, { newOptions }: ReadValues): void {
  if (source === undefined || newOptions.length === 0) return
  const properties = { ...source.properties }
  for (const [name, option] of newOptions) {
    const config = properties[name]
    if (config === undefined) continue
    const value = config[config.type] as { options?: unknown[] }
    properties[name] = { ...config, [config.type]: { ...value, options: [...(value.options ?? []), option] } }
  }
  world.sources.changeSource(source.index, { properties })
}

function editedNow({ now, users }: World): Pick<Page, 'editedAtMs' | 'editedBy'> {
  return { editedAtMs: now(), editedBy: users.bot.id }
}

/** An icon or cover with the type that its one field says. */
export function withType(given: Json | null | undefined): Json | null {
  if (given === null || given === undefined) return null
  const [type = 'emoji'] = Object.keys(given).filter((key) => key !== 'type')
  return { type, ...given }
}
