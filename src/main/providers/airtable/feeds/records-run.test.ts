import { describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../../shared/model/provider.ts'
import type { RunMode } from '../../../../shared/model/feed.ts'
import { ok } from '../../../../shared/result.ts'
import type { Feed } from '../../feeds.ts'
import { contextOf, nothingStored } from '../../test-support/load-all.ts'
import { scriptedSession, type Answer } from '../../test-support/scripted-session.ts'
import { recordsFeed } from './feed-names.ts'
import { stepRecords } from './records-run.ts'

const id = providerIdSchema.parse('airtable')
const table = { baseId: 'app1', tableId: 'tbl1' }
const feed: Feed = {
  name: recordsFeed(table),
  types: ['record'],
  label: 'Table',
  container: null,
  isOptIn: true,
  after: [],
  everyMs: {},
}
const watermark = '2026-11-28T10:00:00.000Z'

/** One step, with a provider's clock that shows these times one after another. */
async function step(
  answers: readonly Answer[],
  given: {
    readonly mode?: RunMode
    readonly cursor?: string
    readonly watermark?: string
    readonly clock?: readonly number[]
    readonly layout?: unknown
  } = {},
) {
  const { session, calls } = scriptedSession(answers)
  const times = [...(given.clock ?? [])]
  const clocked = { ...session, serverNowMs: () => times.shift() ?? Date.parse(watermark) }
  const local = { ...nothingStored, record: async () => ok(given.layout) }
  const request = {
    ...{ feed, mode: given.mode ?? 'full', lane: 'list', places: () => ({}) },
    watermark: given.watermark ?? null,
  }
  const answer = await stepRecords(
    id,
    table,
    contextOf(clocked, undefined, local),
    request,
    given.cursor ?? null,
  )
  return { answer, bodies: calls.map(({ json }) => json as Record<string, unknown>) }
}

const empty: Answer = { body: { records: [] } }
const page = (...ids: string[]): Answer => ({ body: { records: ids.map((one) => ({ id: one })) } })

describe('a run over the records of an Airtable table', () => {
  it('begins two minutes before its own beginning the next time', async () => {
    const at = Date.parse(watermark)
    const { answer } = await step([empty], { clock: [at, at + 5_000] })
    expect(answer).toMatchObject({ value: { watermark: '2026-11-28T09:58:00.000Z' } })
  })

  it('believes the provider’s clock rather than one of this computer that is ahead of it', async () => {
    const at = Date.parse(watermark)
    const { answer } = await step([empty], { clock: [at + 86_400_000, at] })
    expect(answer).toMatchObject({ value: { watermark: '2026-11-28T09:58:00.000Z' } })
  })

  it('names no other beginning on later pages', async () => {
    const { answer } = await step([empty], { cursor: '{"offset":"itr1/rec1","isWhole":true}' })
    expect(answer).toMatchObject({ value: { watermark: null, next: null } })
  })

  it.each([null, 'never', '2026-11-28', '"),TRUE(),OR("'])(
    'reads everything where what the last run left is %j',
    async (odd) => {
      const { bodies } = await step([empty], { mode: 'changes', ...(odd === null ? {} : { watermark: odd }) })
      expect(bodies).toEqual([{ pageSize: 100, returnFieldsByFieldId: true }])
    },
  )

  it('keeps to its filter on every page, as an offset belongs to a listing', async () => {
    const first = await step([{ body: { records: [], offset: 'itr1/rec1' } }], { mode: 'changes', watermark })
    const next = first.answer.ok ? (first.answer.value.next ?? '') : ''
    const second = await step([empty], { mode: 'changes', watermark, cursor: next })
    expect(second.bodies[0]).toMatchObject({ offset: 'itr1/rec1' })
    expect(second.bodies[0]?.['filterByFormula']).toBe(first.bodies[0]?.['filterByFormula'])
    expect(first.bodies[0]?.['filterByFormula']).toContain(watermark)
  })

  it('goes on without a filter where the formula was refused, and asks for it no more', async () => {
    const refused: Answer = { error: { kind: 'rejected', message: 'No.', fields: [] } }
    const whole = { body: { records: [], offset: 'itr1/rec1' } }
    const { answer, bodies } = await step([refused, whole], { mode: 'changes', watermark })
    expect(bodies.map((body) => 'filterByFormula' in body)).toEqual([true, false])
    const next = answer.ok ? (answer.value.next ?? '') : ''
    const { bodies: later } = await step([empty], { mode: 'changes', watermark, cursor: next })
    expect(later).toEqual([{ pageSize: 100, returnFieldsByFieldId: true, offset: 'itr1/rec1' }])
  })

  it('leaves a lost offset to the engine, and takes no other failure for a refused formula', async () => {
    const lost: Answer = {
      error: { kind: 'rejected', message: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE', fields: [] },
    }
    const cursor = '{"offset":"itr1/rec1","isWhole":false}'
    expect((await step([lost], { mode: 'changes', watermark, cursor })).answer).toMatchObject({
      error: { kind: 'rejected' },
    })
    const down: Answer = { error: { kind: 'provider-down', status: 500 } }
    expect((await step([down], { mode: 'changes', watermark })).answer).toMatchObject({
      error: { kind: 'provider-down' },
    })
  })

  it.each(['itr1/rec1', '{}', '{"offset":7,"isWhole":true}'])(
    'starts over at the cursor %s',
    async (cursor) => {
      expect((await step([], { cursor })).answer).toMatchObject({ error: { kind: 'rejected' } })
    },
  )

  it('brings records of a table of which nothing is known under a name and without times', async () => {
    const { answer } = await step([page('rec1')])
    expect(answer.ok && answer.value.items[0]?.item).toMatchObject({
      key: 'airtable:account-1:record:app1%2Ftbl1%2Frec1',
      externalId: 'rec1',
      name: 'Unnamed record',
      parentKey: 'airtable:account-1:table:app1%2Ftbl1',
      url: 'https://airtable.com/app1/tbl1/rec1',
      createdAtMs: null,
      modifiedAtMs: null,
    })
  })

  it('takes e-mail address and phone number from the first field that has one', async () => {
    const fields = [
      { id: 'fld1', type: 'singleLineText' },
      { id: 'fld2', type: 'email' },
      { id: 'fld3', type: 'email' },
      { id: 'fld4', type: 'phoneNumber' },
    ]
    const cells = { fld1: ' Ana ', fld3: 'ana@x.example', fld4: '  ' }
    const { answer } = await step([{ body: { records: [{ id: 'rec1', fields: cells }] } }], {
      layout: { fields },
    })
    expect(answer.ok && answer.value.items[0]?.item).toMatchObject({
      name: 'Ana',
      email: 'ana@x.example',
      phone: null,
    })
  })

  it('keeps nothing of a file that stops working, wherever it stands', async () => {
    const file = {
      id: 'att1',
      url: 'https://files.x.example/1',
      filename: 'a.csv',
      size: 3,
      type: 'text/csv',
    }
    const cells = { fld1: [file], fld2: { inner: [[{ ...file, thumbnails: { small: { url: file.url } } }]] } }
    const { answer } = await step([{ body: { records: [{ id: 'rec1', fields: cells }] } }])
    const kept = { id: 'att1', filename: 'a.csv', size: 3, type: 'text/csv' }
    expect(answer.ok && answer.value.items[0]?.record).toEqual({
      id: 'rec1',
      fields: { fld1: [kept], fld2: { inner: [[kept]] } },
    })
  })

  it('replaces all links of a record, and says nothing of links where the table has none', async () => {
    const fields = [{ id: 'fld1', type: 'multipleRecordLinks', options: { linkedTableId: 'tbl2' } }]
    const records = [
      { id: 'rec1', fields: { fld1: ['rec8', 7, 'rec9'] } },
      { id: 'rec2', fields: {} },
    ]
    const { answer } = await step([{ body: { records } }], { layout: { fields } })
    expect(answer.ok && answer.value.links).toMatchObject([
      {
        from: 'airtable:account-1:record:app1%2Ftbl1%2Frec1',
        to: [
          { key: 'airtable:account-1:record:app1%2Ftbl2%2Frec8' },
          { key: 'airtable:account-1:record:app1%2Ftbl2%2Frec9' },
        ],
      },
      { from: 'airtable:account-1:record:app1%2Ftbl1%2Frec2', to: [] },
    ])
    const none = await step([{ body: { records } }])
    expect(none.answer.ok && none.answer.value.links).toEqual([])
  })
})
