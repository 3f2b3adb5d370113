import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  heldIds,
  idsIn,
  largestTable,
  refusalOf,
  startAtAirtable,
  type AtAirtable,
  type BaseSchema,
  type TableSchema,
} from './airtable/at-airtable.ts'

let at: AtAirtable
let base: BaseSchema
let table: TableSchema
let ids: string[]
beforeAll(async () => {
  at = await startAtAirtable()
  ;({ base, table, ids } = await largestTable(at))
})
afterAll(() => at.sandbox.close())

const records = () => at.client.base(base.id)(table.id)
const nameOf = (fieldId: string): string => table.fields.find(({ id }) => id === fieldId)?.name ?? ''

describe('Airtable’s client reads', () => {
  it('every table of every base to the end, each record once', async () => {
    let count = 0
    for (const { id, tables } of at.bases) {
      for (const { id: tableId, name } of tables) {
        const read = await at.client.base(id)(tableId).select().all()
        const seen = read.map((record) => record.id)
        expect(seen.toSorted(), name).toEqual(heldIds(at, id, tableId).toSorted())
        expect(await idsIn(at, id, tableId, 17), name).toEqual(seen)
        count += seen.length
      }
    }
    expect(count).toBeGreaterThan(300)
  })

  it('page by page, as many as it asks for', async () => {
    const sizes: number[] = []
    const seen: string[] = []
    await records()
      .select({ pageSize: 13 })
      .eachPage((page, next) => {
        sizes.push(page.length)
        seen.push(...page.map(({ id }) => id))
        next()
      })
    expect(seen.toSorted()).toEqual(ids.toSorted())
    expect(Math.max(...sizes)).toBe(13)
    expect(sizes).toHaveLength(Math.ceil(ids.length / 13))
  })

  it('by POST, where the parameters are too long for an address', async () => {
    const read = await records().select({ method: 'post', pageSize: 50 }).all()
    expect(read.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  it('one record, the same as the list has it, with empty cells left out', async () => {
    const [first] = await records().select({ maxRecords: 1 }).firstPage()
    const found = await records().find(first?.id ?? '')
    expect(found.fields).toEqual(first?.fields)
    for (const value of Object.values(found.fields)) expect([null, '', false]).not.toContain(value)
  })

  it('some fields, some records, in an order', async () => {
    const primary = nameOf(table.primaryFieldId)
    const sorted = await records()
      .select({ fields: [primary], sort: [{ field: primary, direction: 'asc' }], maxRecords: 25 })
      .all()
    expect(sorted).toHaveLength(25)
    expect(new Set(sorted.flatMap(({ fields }) => Object.keys(fields)))).toEqual(new Set([primary]))
    const [wanted = ''] = ids
    const filtered = await records()
      .select({ filterByFormula: `RECORD_ID()='${wanted}'` })
      .all()
    expect(filtered.map(({ id }) => id)).toEqual([wanted])
  })
})

describe('Airtable’s client asks what changed', () => {
  it('since a moment, and gets what was created or edited since, and nothing else', async () => {
    const primary = nameOf(table.primaryFieldId)
    at.sandbox.clock.advance(120_000)
    const since = new Date(at.sandbox.clock.now() - 1_000).toISOString()
    const [edited = ''] = ids
    await records().update(edited, { [primary]: 'Edited just now' })
    const created = await records().create({ [primary]: 'Created just now' })
    const isSince = (time: string) => `NOT(IS_BEFORE(${time},DATETIME_PARSE("${since}")))`
    const changed = await records()
      .select({ filterByFormula: `OR(${isSince('CREATED_TIME()')},${isSince('LAST_MODIFIED_TIME()')})` })
      .all()
    expect(changed.map(({ id }) => id).toSorted()).toEqual([edited, created.id].toSorted())
    await records().destroy(created.id)
  })
})

describe('Airtable’s client writes', () => {
  it('one record: creates, changes, replaces and destroys it', async () => {
    const primary = nameOf(table.primaryFieldId)
    const created = await records().create({ [primary]: 'Made by the client' })
    expect(created.fields).toMatchObject({ [primary]: 'Made by the client' })
    const changed = await records().update(created.id, { [primary]: 'Changed' })
    expect(changed.get(primary)).toBe('Changed')
    const replaced = await records().replace(created.id, { [primary]: 'Replaced' })
    expect(replaced.get(primary)).toBe('Replaced')
    await records().destroy(created.id)
    expect((await refusalOf(records().find(created.id))).statusCode).toBe(404)
  })

  it('ten at once', async () => {
    const primary = nameOf(table.primaryFieldId)
    const created = await records().create(
      Array.from({ length: 10 }, (_, number) => ({ fields: { [primary]: `Number ${number}` } })),
    )
    expect(created).toHaveLength(10)
    const changed = await records().update(created.map(({ id }) => ({ id, fields: { [primary]: 'Same' } })))
    expect(changed.map((record) => record.get(primary))).toEqual(created.map(() => 'Same'))
    const destroyed = await records().destroy(created.map(({ id }) => id))
    expect(destroyed.map(({ id }) => id)).toEqual(created.map(({ id }) => id))
    expect((await idsIn(at, base.id, table.id, 100)).toSorted()).toEqual(ids.toSorted())
  })
})

describe('Airtable’s client understands', () => {
  it('an error with a type and a message', async () => {
    expect(
      await refusalOf(
        records()
          .select({ fields: ['No such field'] })
          .all(),
      ),
    ).toMatchObject({
      statusCode: 422,
      error: 'UNKNOWN_FIELD_NAME',
      message: expect.stringContaining('No such field'),
    })
  })

  it('an error with a type alone', async () => {
    expect(at.sandbox.airtable.behaviour.set({ lostOffsets: 1 })).toBeUndefined()
    expect(await refusalOf(records().select({ pageSize: 5 }).all())).toEqual({
      statusCode: 422,
      error: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE',
      // The client's own words for an error without any.
      message: 'The operation cannot be processed',
    })
    at.sandbox.airtable.behaviour.reset()
  })

  it('an error that is a text', async () => {
    const call = records().find('recAAAAAAAAAAAAAA')
    expect(await refusalOf(call)).toMatchObject({ statusCode: 404, error: 'NOT_FOUND' })
    const { json } = await at.call(`/${base.id}/${table.id}/recAAAAAAAAAAAAAA`)
    expect(json).toEqual({ error: 'NOT_FOUND' })
  })

  it('that its token is none, or not for this', async () => {
    const stranger = at.clientWith({ apiKey: 'nobody' })
    expect(await refusalOf(stranger.base(base.id)(table.id).select().all())).toMatchObject({
      statusCode: 401,
      error: 'AUTHENTICATION_REQUIRED',
    })
    const { access_token } = await at.signIn('data.records:read')
    const reader = at.clientWith({ apiKey: access_token })
    expect(await refusalOf(reader.base(base.id)(table.id).create({}))).toMatchObject({
      statusCode: 403,
      error: 'NOT_AUTHORIZED',
    })
  })
})
