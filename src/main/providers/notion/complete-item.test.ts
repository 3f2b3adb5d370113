import { describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { AppError } from '../../../shared/errors.ts'
import { scriptedSession, type Answer } from '../test-support/scripted-session.ts'
import { completeItem } from './complete-item.ts'
import { foundSchema } from './schema.ts'
import { toLoadedItem } from './to-item.ts'

const providerId = providerIdSchema.parse('notion')
const url = 'https://app.notion.com/p/1'
const block = (parent: object): Answer => ({ body: { object: 'block', id: 'b', type: 'column', parent } })
const inBlock = (block_id: string): object => ({ type: 'block_id', block_id })
const onPage = { type: 'page_id', page_id: 'p1' }

/** Opens a page (or data source) that stands in a block of this id; ids are of one test each. */
async function open(blockId: string, answers: readonly Answer[], more: object = {}) {
  const { session, calls } = scriptedSession(answers)
  const record = foundSchema.parse({ object: 'page', id: '5983', url, parent: inBlock(blockId), ...more })
  const loaded = toLoadedItem(providerId, session, 'page', record)
  if (loaded === null) throw new Error('It has an address')
  const completed = await completeItem(session, loaded.item, loaded.record)
  return { completed, calls, loaded }
}

describe('what stands in a block', () => {
  it('gets its place when it is opened, over as many as three blocks', async () => {
    const { completed, calls } = await open('a1', [block(inBlock('a2')), block(inBlock('a3')), block(onPage)])
    expect(completed).toMatchObject({ ok: true, value: { item: { parentKey: 'notion:account-1:page:p1' } } })
    expect(calls.map(({ path }) => path.at(-1))).toEqual(['a1', 'a2', 'a3'])
  })

  it('keeps that place when it is loaded again, and is asked for no more', async () => {
    await open('b1', [block({ type: 'data_source_id', data_source_id: 'd1', database_id: 'x' })])
    const again = await open('b1', [])
    expect(again.loaded.item.parentKey).toBe('notion:account-1:database:d1')
    expect(again.completed).toEqual({ ok: true, value: null })
  })

  it.each<[string, readonly Answer[]]>([
    ['deeper than that', [block(inBlock('c2')), block(inBlock('c3')), block(inBlock('c4'))]],
    ['in something that nobody knows', [block({ type: 'space_id', space_id: 's' })]],
    ['in a block that is not shared', [{ error: { kind: 'not-found' } }]],
    ['in a block that may not be read', [{ error: { kind: 'missing-permission', scopes: [] } }]],
    ['in a block without a place', [{ body: { object: 'block', id: 'c' } }]],
  ])('%s stays without a place, and is asked for once', async (name, answers) => {
    const { completed, calls } = await open(name, answers)
    expect(completed).toEqual({ ok: true, value: null })
    expect(calls).toHaveLength(answers.length)
    expect((await open(name, [])).completed).toEqual({ ok: true, value: null })
  })

  it('is asked for again after a failure that passes', async () => {
    const offline: AppError = { kind: 'offline' }
    expect((await open('d1', [{ error: offline }])).completed).toEqual({ ok: false, error: offline })
    const { completed } = await open('d1', [block(onPage)])
    expect(completed).toMatchObject({ value: { item: { parentKey: 'notion:account-1:page:p1' } } })
  })

  it('may be a database, whose own place counts', async () => {
    const more = { database_parent: inBlock('e1'), parent: { type: 'database_id', database_id: 'x' } }
    const { completed } = await open('unused', [block(onPage)], more)
    expect(completed).toMatchObject({ value: { item: { parentKey: 'notion:account-1:page:p1' } } })
  })

  it.each([onPage, { type: 'workspace', workspace: true }, null])(
    'is not what stands in %j: nothing is asked',
    async (parent) => {
      expect((await open('unused', [], { parent })).completed).toEqual({ ok: true, value: null })
    },
  )
})
