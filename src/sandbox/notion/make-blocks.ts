import { between, createRandom, pick } from '../random.ts'
import type { BlockDraft } from './block.ts'
import { everyBlock } from './every-block.ts'
import type { Ids } from './ids.ts'
import { mentionUser, runs, text, type Json } from './rich-text.ts'
import { specialAt } from './special-pages.ts'
import type { Users } from './users.ts'

const STREAM = 65
const LONG_PAGE = 25_000
const DEPTH = 12

const LINES = [
  'The tide table is on the wall next to the kettle.',
  'We agreed to try again next week — and to write it down this time.',
  'Wer hat den Schlüssel? Bitte in den Kasten zurück.',
  'На причале ремонт до пятницы.',
  'يرجى مراجعة القائمة قبل الإبحار.',
  '朝の引き継ぎを忘れないこと。',
  '<script>alert("not in a client")</script> stays a text.',
  '=SUM(A1:A9) was pasted from a sheet.',
  '',
]

/** The contents of a made-up page, in order; the block at position 1 is always a toggle. */
export function makeBlocks(seed: number, page: number, ids: Ids, users: Users): BlockDraft[] {
  const random = createRandom(seed, STREAM, page)
  const drafts: BlockDraft[] = [
    { parent: -1, type: 'paragraph', value: colored(pick(random, LINES)) },
    { parent: -1, type: 'toggle', value: colored('Details') },
    { parent: 1, type: 'paragraph', value: colored(pick(random, LINES)) },
  ]
  const special = specialAt(page)
  if (special === 'everyBlock') return [...drafts, ...everyBlock(drafts.length, page, ids, users)]
  if (special === 'longPage') return [...drafts, ...longPage(drafts.length)]
  if (special === 'deepBlocks') {
    for (let depth = 0; depth < DEPTH; depth++) {
      const parent = depth === 0 ? -1 : drafts.length - 1
      drafts.push({ parent, type: 'toggle', value: colored(`Depth ${depth + 1}`) })
    }
    return drafts
  }
  const count = between(random, 0, 14)
  for (let at = 0; at < count; at++)
    drafts.push(makeBlock(random(), pick(random, LINES), users, drafts.length))
  return drafts
}

function makeBlock(kind: number, line: string, users: Users, position: number): BlockDraft {
  if (kind < 0.15) {
    return { parent: -1, type: 'heading_2', value: { ...colored(line), is_toggleable: false } }
  }
  if (kind < 0.4) return { parent: -1, type: 'bulleted_list_item', value: colored(line) }
  if (kind < 0.5) return { parent: -1, type: 'to_do', value: { ...colored(line), checked: kind < 0.45 } }
  if (kind < 0.55) return { parent: -1, type: 'quote', value: colored(line) }
  // Inside what stands before it, where that can hold others.
  if (kind < 0.6) return { parent: position === 3 ? 1 : -1, type: 'numbered_list_item', value: colored(line) }
  if (kind < 0.65) {
    const rich = [text('Ask '), mentionUser(users.owner.id, users.owner.name ?? '')]
    return { parent: -1, type: 'paragraph', value: { rich_text: rich, color: 'default' } }
  }
  return { parent: -1, type: 'paragraph', value: colored(line) }
}

/** More than becomes Markdown at once: 250 pages of a hundred blocks, each tenth with something inside. */
function longPage(first: number): BlockDraft[] {
  return Array.from({ length: LONG_PAGE }, (_, at) => ({
    parent: at % 10 === 1 ? first + at - 1 : -1,
    type: at % 10 === 0 ? 'toggle' : 'paragraph',
    value: colored(`Day ${at + 1}: wind from the ${['north', 'east', 'south', 'west'][at % 4] ?? ''}.`),
  }))
}

function colored(content: string): Json {
  return { rich_text: runs(content), color: 'default' }
}
