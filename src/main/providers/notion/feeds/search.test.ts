import { describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../../shared/model/provider.ts'
import type { Feed } from '../../feeds.ts'
import { contextOf, nothingStored, stepThrough } from '../../test-support/load-all.ts'
import { scriptedSession, type Answer } from '../../test-support/scripted-session.ts'
import { ok } from '../../../../shared/result.ts'
import { itemKey } from '../../../../shared/model/item.ts'
import { notion } from '../index.ts'

const id = providerIdSchema.parse('notion')
const incomplete = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
const minute = (at: number): number => Date.UTC(2026, 0, 1, 0, at)
const editedAt = (at: number, more: object = {}) => ({
  ...{ object: 'page', id: `p${String(at)}`, url: 'https://app.notion.com/p/1' },
  last_edited_time: new Date(minute(at)).toISOString(),
  ...more,
})

async function feedNamed(name: string): Promise<Feed> {
  const listed = await notion.feeds.list({
    choice: contextOf(scriptedSession([]).session).choice,
    local: nothingStored,
  })
  const feed = listed.ok ? listed.value.find((one) => one.name === name) : undefined
  if (feed === undefined) throw new Error(`There is no feed ${name}`)
  return feed
}

/** A run against answers that are written down; the calls that it makes. */
async function runOver(
  answers: readonly Answer[],
  mode: 'full' | 'changes',
  watermarkMs: number | null = null,
) {
  const { session, calls } = scriptedSession(answers)
  const context = contextOf(session)
  const watermark = watermarkMs === null ? null : String(watermarkMs)
  const steps = await stepThrough(notion, context, await feedNamed('search'), mode, watermark)
  return { steps, calls, bodies: calls.map(({ json }) => json) }
}

describe('a full search', () => {
  it('asks for everything, the oldest edit first, and may be repeated', async () => {
    const { calls, bodies, steps } = await runOver(
      [{ body: { results: [], next_cursor: 'c1' } }, { body: { results: [], next_cursor: null } }],
      'full',
    )
    const body = { sort: { timestamp: 'last_edited_time', direction: 'ascending' }, page_size: 100 }
    expect(bodies).toEqual([body, { ...body, start_cursor: 'c1' }])
    for (const call of calls)
      expect(call).toMatchObject({ method: 'POST', path: ['v1', 'search'], isRead: true })
    // The first of them that a run names counts: it must be that of its beginning.
    expect(steps.map(({ watermark }) => watermark === null)).toEqual([false, true])
  })

  it('that was cut short is no end: the rest is fetched from the other side, until the two have met', async () => {
    const { bodies, steps } = await runOver(
      [
        { body: { results: [editedAt(1), editedAt(2)], request_status: incomplete } },
        { body: { results: [editedAt(4), editedAt(3)], next_cursor: 'c1' } },
        { body: { results: [editedAt(2)], next_cursor: 'c2' } },
        { body: { results: [editedAt(2), editedAt(1)], next_cursor: 'c3' } },
      ],
      'full',
    )
    const descending = { sort: { timestamp: 'last_edited_time', direction: 'descending' }, page_size: 100 }
    expect(bodies.slice(1)).toEqual([
      descending,
      { ...descending, start_cursor: 'c1' },
      { ...descending, start_cursor: 'c2' },
    ])
    expect(steps.at(-1)?.facts).toEqual([
      { name: 'found', value: 7 },
      { name: 'partial', value: 0 },
    ])
  })

  it.each([
    ['from both sides', [editedAt(1)], [editedAt(4)]],
    ['before anything came that has a time', [], null],
  ])(
    'F5: that was cut short %s fails, after the rows, and the next run begins anew',
    async (_, first, second) => {
      const cut = (results: readonly object[]): Answer => ({ body: { results, request_status: incomplete } })
      const answers = [cut(first), ...(second === null ? [] : [cut(second)])]
      await expect(runOver(answers, 'full')).rejects.toThrow('search cut short')

      const { session, calls } = scriptedSession([{ body: { results: [], next_cursor: null } }])
      const feed = await feedNamed('search')
      const places = () => ({ list: { cursor: '{"list":"lost"}', isDone: false } })
      const request = { feed, mode: 'full', lane: 'list', places, watermark: null } as const
      expect(await notion.feeds.step(contextOf(session), request)).toMatchObject({
        ok: true,
        value: { next: null },
      })
      expect(calls[0]?.json).toMatchObject({ sort: { direction: 'ascending' } })
    },
  )

  it('takes no cursor of another version for its own', async () => {
    for (const cursor of ['', ':c9', '{}', '{"list":"newest"}', '{"list":"everything","start":7}']) {
      const { session, calls } = scriptedSession([{ body: { results: [], next_cursor: null } }])
      const places = () => ({ list: { cursor, isDone: false } })
      const request = {
        feed: await feedNamed('search'),
        mode: 'full',
        lane: 'list',
        places,
        watermark: null,
      } as const
      expect((await notion.feeds.step(contextOf(session), request)).ok).toBe(true)
      expect(calls[0]?.json).not.toHaveProperty('start_cursor')
    }
  })

  it('counts neither what is no page nor data source nor, twice, what is in the trash', async () => {
    const results = [
      editedAt(1),
      { object: 'page', id: 'partial' },
      { object: 'data_source', id: 'd1', url: 'https://app.notion.com/p/2' },
      { object: 'agent', id: 'a1', url: 'https://app.notion.com/p/3' },
      editedAt(5, { in_trash: true }),
    ]
    const { steps } = await runOver([{ body: { results, next_cursor: null } }], 'full')
    expect(steps[0]?.items.map(({ item }) => [item.type, item.externalId])).toEqual([
      ['page', 'p1'],
      ['database', 'd1'],
    ])
    expect(steps[0]?.gone).toEqual(['notion:account-1:page:p5'])
    expect(steps[0]?.facts.map(({ value }) => value)).toEqual([4, 1])
  })
})

describe('a search for changes', () => {
  const noTrash: Answer = { body: { results: [], next_cursor: null } }

  it('reads the newest edits as far back as ten minutes before the watermark', async () => {
    const page = (at: number, next: string): Answer => ({
      body: { results: [editedAt(at)], next_cursor: next },
    })
    const { bodies } = await runOver(
      [noTrash, page(60, 'c1'), page(50, 'c2'), page(40, 'c3'), page(39, 'c4')],
      'changes',
      minute(50),
    )
    expect(bodies[1]).toEqual({
      sort: { timestamp: 'last_edited_time', direction: 'descending' },
      page_size: 100,
    })
    expect(bodies).toHaveLength(5)
  })

  it('that is cut short before it has come so far is an error', async () => {
    const cut: Answer = { body: { results: [editedAt(60)], request_status: incomplete } }
    await expect(runOver([noTrash, cut], 'changes', minute(50))).rejects.toThrow('search cut short')
    const { steps } = await runOver([noTrash, cut], 'changes', minute(90))
    expect(steps.at(-1)?.next).toBeNull()
  })

  it('goes on after an empty page', async () => {
    const { bodies } = await runOver(
      [
        noTrash,
        { body: { results: [], next_cursor: 'c1' } },
        { body: { results: [editedAt(1)], next_cursor: 'c2' } },
      ],
      'changes',
      minute(50),
    )
    expect(bodies).toHaveLength(3)
  })

  it('reads the trash as long as there is something in it that is stored', async () => {
    const trashed = (at: number, next: string | null): Answer => ({
      body: { results: [editedAt(at, { in_trash: true })], next_cursor: next },
    })
    const { session, calls } = scriptedSession([
      trashed(9, 't1'),
      trashed(8, 't2'),
      trashed(7, 't3'),
      { body: { results: [], next_cursor: null } },
    ])
    const known = [9, 8].map((at) => itemKey(id, session.accountId, 'page', `p${String(at)}`))
    const local = {
      ...nothingStored,
      stored: async (keys: readonly string[]) => ok(known.filter((key) => keys.includes(key))),
    }
    const context = contextOf(session, new AbortController().signal, local)
    const steps = await stepThrough(notion, context, await feedNamed('search'), 'changes', String(minute(50)))
    expect(steps.flatMap(({ gone }) => gone)).toEqual(known)
    expect(calls).toHaveLength(4)
    expect(calls[0]?.json).toMatchObject({ filter: { in_trash: true } })
  })

  it('does without the trash where the filter is not known', async () => {
    const refused: Answer = { error: { kind: 'rejected', message: 'body.filter', fields: [] } }
    const { bodies } = await runOver([refused, { body: { results: [], next_cursor: null } }], 'changes')
    expect(bodies).toHaveLength(2)
  })
})
