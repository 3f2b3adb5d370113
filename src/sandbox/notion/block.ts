import type { Json } from './rich-text.ts'

/** A block of a page, by its position; `parent` is the position of the block that it stands in, or -1. */
export type Block = {
  position: number
  parent: number
  type: string
  value: Json
  createdAtMs: number
  editedAtMs: number
  editedBy: string
  inTrash: boolean
}

export type BlockDraft = Pick<Block, 'parent' | 'type' | 'value'>
