import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { okReply, validationError } from './errors.ts'
import { findPage } from './lookup.ts'
import type { BlockDraft } from './block.ts'
import type { Page } from './make-page.ts'
import { fromMarkdown, toMarkdown, type MarkdownBlock } from './markdown.ts'
import { readBodyAs } from './request-body.ts'
import { plainOf, runs } from './rich-text.ts'
import { childrenOf, type Child } from './show-block.ts'
import { titleOf } from './show-page.ts'
import type { World } from './world.ts'

const contentSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('replace_content'),
    replace_content: z.object({ new_str: z.string() }),
  }),
  z.object({
    type: z.literal('update_content'),
    update_content: z.object({
      content_updates: z
        .array(
          z.object({ old_str: z.string(), new_str: z.string(), replace_all_matches: z.boolean().optional() }),
        )
        .max(100),
    }),
  }),
  z.object({
    type: z.literal('insert_content'),
    insert_content: z.object({ content: z.string() }),
  }),
])

/** `GET /v1/pages/{id}/markdown`: the page in one answer, cut when it is very long. */
export function readMarkdown(world: World, id: string): SandboxReply {
  const found = findPage(world, id)
  if ('refused' in found) return found.refused
  const { markdown, isTruncated, unknown } = write(world, found.page)
  return okReply({
    object: 'page_markdown',
    id: world.ids.idOf('page', found.page.index),
    markdown,
    truncated: isTruncated,
    unknown_block_ids: unknown,
  })
}

/** `PATCH /v1/pages/{id}/markdown`: puts other words in place of all or of some, or adds to them. */
export function writeMarkdown(world: World, id: string, request: SandboxRequest): SandboxReply {
  const found = findPage(world, id)
  if ('refused' in found) return found.refused
  const read = readBodyAs(contentSchema, request)
  if ('refused' in read) return read.refused
  const { page } = found
  const by = world.users.bot.id
  const body = read.value
  if (body.type === 'insert_content') {
    world.contents.add(page, draftsOf(body.insert_content.content), 'end', by)
  } else if (body.type === 'replace_content') {
    world.contents.replace(page, draftsOf(body.replace_content.new_str), by)
  } else {
    let { markdown } = write(world, page)
    for (const { old_str: old, new_str: now, replace_all_matches: isForAll = false } of body.update_content
      .content_updates) {
      if (!markdown.includes(old))
        return validationError(`Could not find the text to replace: ${old.slice(0, 100)}`)
      markdown = isForAll ? markdown.replaceAll(old, () => now) : markdown.replace(old, () => now)
    }
    world.contents.replace(page, draftsOf(markdown), by)
  }
  world.pages.change(page.index, { editedAtMs: world.now(), editedBy: by })
  return readMarkdown(world, id)
}

/** The blocks that a Markdown text stands for. */
export function draftsOf(markdown: string): BlockDraft[] {
  return fromMarkdown(markdown).map(({ type, words, checked }) => {
    if (type === 'divider') return { parent: -1, type, value: {} }
    const heading = type.startsWith('heading') ? { is_toggleable: false } : {}
    const value = {
      rich_text: runs(words),
      color: 'default',
      ...heading,
      ...(checked === undefined ? {} : { checked }),
    }
    return { parent: -1, type, value }
  })
}

function write(world: World, page: Page): ReturnType<typeof toMarkdown> {
  const { markdownBlocks } = world.behaviour()
  return toMarkdown(treeOf(world, page), markdownBlocks)
}

function treeOf(world: World, page: Page): MarkdownBlock[] {
  const { ids, pages, contents } = world
  /** What stands in each block, gathered once: a long page has thousands. */
  const inside = new Map<number, MarkdownBlock[]>()
  const listOf = (position: number): MarkdownBlock[] => {
    const list = inside.get(position) ?? []
    inside.set(position, list)
    return list
  }
  for (const { position, parent, type, value, inTrash } of contents.blocksOf(page)) {
    if (inTrash) continue
    listOf(parent).push({
      id: ids.idOf('block', page.index, position),
      type,
      value,
      children: listOf(position),
    })
  }
  const others = childrenOf(world, page, -1).filter((child: Child) => !('block' in child))
  for (const child of others) {
    if ('page' in child) {
      const stood = pages.get(child.page)
      if (stood === undefined) continue
      const value = { title: plainOf(titleOf(stood)) }
      listOf(-1).push({ id: ids.idOf('page', child.page), type: 'child_page', value, children: [] })
    } else if ('database' in child) {
      const value = { title: plainOf(child.database.title) }
      const id = ids.idOf('database', child.database.index)
      listOf(-1).push({ id, type: 'child_database', value, children: [] })
    }
  }
  return listOf(-1)
}
