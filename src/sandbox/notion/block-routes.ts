import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { okReply, validationError } from './errors.ts'
import { findBlock, type Found } from './lookup.ts'
import type { Place } from './contents.ts'
import { listOf, readPaging, sliceOf } from './paging.ts'
import { childrenSchema, readBlock, readBlocks } from './read-blocks.ts'
import { readBodyAs } from './request-body.ts'
import type { Json } from './rich-text.ts'
import type { NotionRoute } from './route.ts'
import { childrenOf, showBlock, showChild, showDatabaseAsBlock, showPageAsBlock } from './show-block.ts'
import { IN_TRASH, versionOf, type Version } from './versions.ts'
import type { World } from './world.ts'

const oldAppendSchema = z.strictObject({ children: childrenSchema, after: z.string().optional() })
const appendSchema = z.strictObject({
  children: childrenSchema,
  position: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('after_block'), after_block: z.object({ id: z.string() }) }),
      z.object({ type: z.literal('start') }),
      z.object({ type: z.literal('end') }),
    ])
    .optional(),
})

/** Blocks, and what stands in them. */
export function createBlockRoutes(world: World): readonly NotionRoute[] {
  const { contents, users } = world

  const show = (found: Found, version: Version): Json => {
    if ('database' in found) return showDatabaseAsBlock(world, found.database, version)
    return found.block === undefined
      ? showPageAsBlock(world, found.page, version)
      : showBlock(world, found.page, found.block, version)
  }
  /** Blocks were changed, and with them their page. */
  const touch = (page: number): void => {
    world.pages.change(page, { editedAtMs: world.now(), editedBy: users.bot.id })
  }

  const update = (request: SandboxRequest, id: string): SandboxReply => {
    const version = versionOf(request)
    const found = findBlock(world, id)
    if ('refused' in found) return found.refused
    const read = readBodyAs(z.record(z.string(), z.unknown()), request)
    if ('refused' in read) return read.refused
    const { in_trash, archived, type: _, ...given } = read.value
    if (!('page' in found) || found.block === undefined) {
      return validationError('Pages and databases are updated through their own endpoints.')
    }
    if (archived !== undefined && version >= IN_TRASH) {
      return validationError('body failed validation: body.archived should be not present.')
    }
    const { page, block } = found
    const isTrashed = in_trash ?? archived
    let { value } = block
    if (Object.keys(given).length > 0) {
      const sent = readBlock(given, 'body')
      if ('refused' in sent) return sent.refused
      if (sent.type !== block.type)
        return validationError(`Cannot change a block of type ${block.type} to ${sent.type}.`)
      // Only what was sent is changed: the rest keeps its value.
      const names = Object.keys(given[sent.type] as Json)
      value = { ...value, ...Object.fromEntries(names.map((name) => [name, sent.value[name]])) }
    }
    const trash = typeof isTrashed === 'boolean' ? { inTrash: isTrashed } : {}
    const changed = contents.change(page, block.position, { value, ...trash, editedBy: users.bot.id })
    touch(page.index)
    return okReply(showBlock(world, page, changed, version))
  }

  const remove = (request: SandboxRequest, id: string): SandboxReply => {
    const found = findBlock(world, id)
    if ('refused' in found) return found.refused
    if ('database' in found) {
      const database = world.sources.changeDatabase(found.database.index, { inTrash: true })
      return okReply(show({ database }, versionOf(request)))
    }
    if (found.block === undefined) {
      const page = world.pages.change(found.page.index, { inTrash: true })
      return okReply(show({ page }, versionOf(request)))
    }
    const block = contents.change(found.page, found.block.position, { inTrash: true })
    touch(found.page.index)
    return okReply(show({ page: found.page, block }, versionOf(request)))
  }

  const list = (request: SandboxRequest, id: string): SandboxReply => {
    const found = findBlock(world, id)
    if ('refused' in found) return found.refused
    const paging = readPaging(request)
    if ('refused' in paging) return paging.refused
    if ('database' in found) return okReply(listOf('block', [], null))
    const { page, block } = found
    const slice = sliceOf(childrenOf(world, page, block?.position ?? -1), paging, `children ${id}`)
    if ('refused' in slice) return slice.refused
    const version = versionOf(request)
    const results = slice.part.map((child) => showChild(world, page, child, version))
    return okReply(listOf('block', results, slice.next))
  }

  const append = (request: SandboxRequest, id: string): SandboxReply => {
    const version = versionOf(request)
    const found = findBlock(world, id)
    if ('refused' in found) return found.refused
    if ('database' in found) return validationError('A database has no blocks of its own.')
    const read = version < IN_TRASH ? readBodyAs(oldAppendSchema, request) : readBodyAs(appendSchema, request)
    if ('refused' in read) return read.refused
    const blocks = readBlocks(read.value.children, found.block?.position ?? -1)
    if ('refused' in blocks) return blocks.refused
    const place = readPlace(read.value)
    if ('refused' in place) return place.refused
    const { page } = found
    const added = contents.add(page, blocks.drafts, place.place, users.bot.id)
    touch(page.index)
    const outer = added.filter(({ parent }) => parent === (found.block?.position ?? -1))
    return okReply(
      listOf(
        'block',
        outer.map((block) => showBlock(world, page, block, version)),
        null,
      ),
    )
  }

  function readPlace(
    body: { after?: string | undefined } | z.output<typeof appendSchema>,
  ): { place: Place } | { refused: SandboxReply } {
    const position = 'position' in body ? body.position : undefined
    const after =
      position?.type === 'after_block' ? position.after_block.id : 'after' in body ? body.after : undefined
    if (after === undefined) return { place: position?.type === 'start' ? 'start' : 'end' }
    const numbers = world.ids.read('block', after)
    if (numbers === undefined)
      return { refused: validationError(`Block ${after} is not parented by this block.`) }
    return { place: { after: numbers.sub } }
  }

  return [
    {
      method: 'GET',
      path: '/v1/blocks/{block_id}',
      needs: 'read_content',
      handle: (request, { block_id: id = '' }) => {
        const found = findBlock(world, id)
        return 'refused' in found ? found.refused : okReply(show(found, versionOf(request)))
      },
    },
    {
      method: 'PATCH',
      path: '/v1/blocks/{block_id}',
      needs: 'update_content',
      handle: (request, { block_id: id = '' }) => update(request, id),
    },
    {
      method: 'DELETE',
      path: '/v1/blocks/{block_id}',
      needs: 'update_content',
      handle: (request, { block_id: id = '' }) => remove(request, id),
    },
    {
      method: 'GET',
      path: '/v1/blocks/{block_id}/children',
      needs: 'read_content',
      handle: (request, { block_id: id = '' }) => list(request, id),
    },
    {
      method: 'PATCH',
      path: '/v1/blocks/{block_id}/children',
      needs: 'insert_content',
      handle: (request, { block_id: id = '' }) => append(request, id),
    },
  ]
}
