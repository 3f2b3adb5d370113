import type { Ids } from './ids.ts'
import type { BlockDraft } from './block.ts'
import { equation, mentionDate, mentionPage, runs, text, type Json } from './rich-text.ts'
import type { Users } from './users.ts'

/** A kind of block, its value, and what stands in it. */
type Nested = [type: string, value: Json, children?: Nested[]]

/** One of each kind of block that Notion's answers may hold, for the page that has them all. */
export function everyBlock(first: number, page: number, ids: Ids, users: Users): BlockDraft[] {
  const words = (content: string): Json => ({ rich_text: runs(content), color: 'default' })
  const caption = runs('A caption')
  const heading = (content: string): Json => ({ ...words(content), is_toggleable: false })
  const row = (...cells: string[]): Nested => ['table_row', { cells: cells.map(runs) }]
  const external = (url: string): Json => ({ type: 'external', external: { url }, caption })
  const list: Nested[] = [
    ['heading_1', heading('First')],
    ['heading_2', heading('Second')],
    ['heading_3', { ...heading('Third, folded'), is_toggleable: true }, [['paragraph', words('Inside')]]],
    ['heading_4', heading('Fourth')],
    [
      'paragraph',
      {
        rich_text: [
          text('bold', { bold: true }),
          text(' struck', { strikethrough: true }),
          text(' code', { code: true }),
          text(' link', {}, 'https://example.com/?a=1&b=2'),
          mentionDate('2026-10-01'),
          mentionPage(ids.idOf('page', 1), 'Product'),
          equation('\\sum_{i=0}^n i'),
        ],
        color: 'blue_background',
        icon: null,
      },
    ],
    ['bulleted_list_item', words('One'), [['bulleted_list_item', words('One, one')]]],
    ['numbered_list_item', words('Two')],
    ['to_do', { ...words('Done'), checked: true }],
    ['to_do', { ...words('Not done'), checked: false }],
    ['quote', words('Said somebody')],
    ['callout', { ...words('Mind the step'), icon: { type: 'emoji', emoji: '⚠️' } }],
    ['code', { rich_text: runs('const a = 1 < 2 && `x`'), caption: [], language: 'javascript' }],
    ['equation', { expression: 'E = mc^2' }],
    ['divider', {}],
    ['breadcrumb', {}],
    ['table_of_contents', { color: 'default' }],
    [
      'table',
      { table_width: 2, has_column_header: true, has_row_header: false },
      [row('Port', 'Depth'), row('Lisboa | north', '12 m')],
    ],
    [
      'column_list',
      {},
      [
        ['column', { width_ratio: 0.5 }, [['paragraph', words('Left')]]],
        ['column', { width_ratio: 0.5 }, [['paragraph', words('Right')]]],
      ],
    ],
    ['synced_block', { synced_from: null }, [['paragraph', words('The original')]]],
    ['synced_block', { synced_from: { type: 'block_id', block_id: ids.idOf('block', page, first) } }],
    ['template', words('New entry'), [['to_do', { ...words('Fill this in'), checked: false }]]],
    ['link_to_page', { type: 'page_id', page_id: ids.idOf('page', 0) }],
    ['embed', { url: 'https://example.com/map', caption: [] }],
    ['bookmark', { url: 'https://example.com/tides', caption }],
    ['link_preview', { url: 'https://github.com/example/harbour/pull/1' }],
    ['image', external('https://images.example.com/harbour.jpg')],
    ['image', { type: 'file', file: { url: 'https://files.example.com/photo.jpg' }, caption: [] }],
    ['video', external('https://videos.example.com/harbour.mp4')],
    ['pdf', external('https://files.example.com/chart.pdf')],
    ['file', { ...external('https://files.example.com/log.csv'), name: '=cmd|log.csv' }],
    ['audio', external('https://files.example.com/foghorn.mp3')],
    ['meeting_notes', meetingNotes(users)],
    ['unsupported', { block_type: 'drive' }],
  ]

  const drafts: BlockDraft[] = []
  const add = ([type, value, children = []]: Nested, parent: number): void => {
    const position = first + drafts.length
    drafts.push({ parent, type, value })
    for (const child of children) add(child, position)
  }
  for (const one of list) add(one, -1)
  return drafts
}

function meetingNotes(users: Users): Json {
  return {
    title: runs('Stand-up'),
    status: 'notes_ready',
    children: {},
    calendar_event: {
      start_time: '2026-09-30T09:00:00.000Z',
      end_time: '2026-09-30T09:15:00.000Z',
      attendees: [users.owner.id],
    },
  }
}
