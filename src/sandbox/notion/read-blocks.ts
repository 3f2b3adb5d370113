import { z } from 'zod'
import type { SandboxReply } from '../exchange.ts'
import { validationError } from './errors.ts'
import type { BlockDraft } from './block.ts'
import { richTextSchema, toRichText } from './read-rich-text.ts'
import type { Json, RichText } from './rich-text.ts'

/** Kinds of blocks that may be sent, with what their value gets where nothing is said. */
const DEFAULTS: Readonly<Record<string, Json>> = {
  paragraph: { rich_text: [], color: 'default', icon: null },
  heading_1: { rich_text: [], color: 'default', is_toggleable: false },
  heading_2: { rich_text: [], color: 'default', is_toggleable: false },
  heading_3: { rich_text: [], color: 'default', is_toggleable: false },
  heading_4: { rich_text: [], color: 'default', is_toggleable: false },
  bulleted_list_item: { rich_text: [], color: 'default' },
  numbered_list_item: { rich_text: [], color: 'default' },
  quote: { rich_text: [], color: 'default' },
  to_do: { rich_text: [], color: 'default', checked: false },
  toggle: { rich_text: [], color: 'default' },
  template: { rich_text: [] },
  callout: { rich_text: [], color: 'default', icon: null },
  code: { rich_text: [], caption: [], language: 'plain text' },
  equation: {},
  divider: {},
  breadcrumb: {},
  table_of_contents: { color: 'default' },
  link_to_page: {},
  table: { has_column_header: false, has_row_header: false },
  table_row: {},
  column_list: {},
  column: {},
  synced_block: {},
  embed: { caption: [] },
  bookmark: { caption: [] },
  image: { type: 'external', caption: [] },
  video: { type: 'external', caption: [] },
  pdf: { type: 'external', caption: [] },
  file: { type: 'external', caption: [] },
  audio: { type: 'external', caption: [] },
}

/** A list of blocks in one request has at most so many (Notion's reference, "Request limits"). */
const MAX_CHILDREN = 100

export const childrenSchema = z.array(z.record(z.string(), z.unknown())).max(MAX_CHILDREN)

type Read<Value> = Value | { refused: SandboxReply }

/**
 * Blocks as they were sent, with those inside them, in one list: a block inside another names it by -2 less
 * its place in the list. `parent` is where the outer ones go.
 */
export function readBlocks(
  given: readonly Json[],
  parent: number,
  path = 'body.children',
): Read<{ drafts: BlockDraft[] }> {
  const drafts: BlockDraft[] = []
  const add = (list: readonly Json[], under: number, at: string): SandboxReply | undefined => {
    for (const [number, one] of list.entries()) {
      const read = readBlock(one, `${at}[${number}]`)
      if ('refused' in read) return read.refused
      drafts.push({ parent: under, type: read.type, value: read.value })
      const refused = add(read.children, -2 - (drafts.length - 1), `${at}[${number}].${read.type}.children`)
      if (refused !== undefined) return refused
    }
    return undefined
  }
  const refused = add(given, parent, path)
  return refused === undefined ? { drafts } : { refused }
}

/** One block, its value settled and its children taken out. */
export function readBlock(
  given: Json,
  path: string,
): Read<{ type: string; value: Json; children: readonly Json[] }> {
  const type = Object.keys(given).find((key) => key in DEFAULTS)
  if (type === undefined) {
    return { refused: validationError(`body failed validation: ${path} should have a known block type.`) }
  }
  const value = z.record(z.string(), z.unknown()).safeParse(given[type])
  const children = childrenSchema.safeParse(value.data?.children ?? [])
  if (!value.success || !children.success) {
    return { refused: validationError(`body failed validation: ${path}.${type} should be an object.`) }
  }
  const settled: Json = { ...DEFAULTS[type], ...value.data }
  delete settled.children
  for (const name of ['rich_text', 'caption']) {
    if (!(name in settled)) continue
    const read = readText(settled[name], `${path}.${type}.${name}`)
    if ('refused' in read) return read
    settled[name] = read.text
  }
  if (type === 'table_row') {
    const cells = z.array(z.unknown()).safeParse(settled.cells)
    const read = (cells.data ?? []).map((cell, at) => readText(cell, `${path}.table_row.cells[${at}]`))
    const wrong = read.find((one) => 'refused' in one)
    if (wrong !== undefined) return wrong
    settled.cells = read.flatMap((one) => ('text' in one ? [one.text] : []))
  }
  return { type, value: settled, children: children.data }
}

function readText(given: unknown, path: string): Read<{ text: RichText[] }> {
  const parsed = richTextSchema.safeParse(given)
  if (parsed.success) return { text: toRichText(parsed.data) }
  const [issue] = parsed.error.issues
  const at = (issue?.path ?? [])
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
  const isLong = issue?.code === 'too_big'
  return {
    refused: validationError(
      isLong
        ? `body failed validation: ${path}${at}.length should be ≤ \`${String(issue.maximum)}\`.`
        : `body failed validation: ${path}${at} should be defined.`,
    ),
  }
}
