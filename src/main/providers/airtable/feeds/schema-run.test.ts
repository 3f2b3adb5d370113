import { describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../../shared/model/provider.ts'
import { contextOf } from '../../test-support/load-all.ts'
import { scriptedSession, type Answer } from '../../test-support/scripted-session.ts'
import { stepSchema } from './schema-run.ts'

const id = providerIdSchema.parse('airtable')
const bases = (...ids: string[]) => ({ bases: ids.map((base) => ({ id: base, name: base })) })
const tables = (...ids: string[]): Answer => ({
  body: { tables: ids.map((table) => ({ id: table, name: table })) },
})

function scripted(...answers: Answer[]) {
  const { session, calls } = scriptedSession(answers)
  const step = (cursor: string | null) => stepSchema(id, contextOf(session), cursor)
  return { step, asked: () => calls.map(({ path, query }) => [path.slice(2).join('/'), query?.['offset']]) }
}

describe('a run over the bases and tables of Airtable', () => {
  it('reads the whole list first, and then the tables of some bases at a time', async () => {
    const { step, asked } = scripted(
      { body: { ...bases('app1', 'app2', 'app3'), offset: 'itr1/app4' } },
      { body: bases('app4', 'app5') },
      ...['tbl1', 'tbl2', 'tbl3', 'tbl4', 'tbl5'].map((table) => tables(table)),
    )
    const names: string[][] = []
    let cursor: string | null = null
    do {
      const done = await step(cursor)
      if (!done.ok) throw new Error(done.error.kind)
      names.push(done.value.items.map(({ item }) => item.name))
      cursor = done.value.next
    } while (cursor !== null)
    expect(names).toEqual([
      ['app1', 'app2', 'app3'],
      ['app4', 'app5'],
      ['tbl1', 'tbl2', 'tbl3', 'tbl4'],
      ['tbl5'],
    ])
    expect(asked()).toEqual([
      ['bases', undefined],
      ['bases', 'itr1/app4'],
      ...['app1', 'app2', 'app3', 'app4', 'app5'].map((base) => [`bases/${base}/tables`, undefined]),
    ])
  })

  it('asks for a base once that a moving list named twice', async () => {
    const { step } = scripted({ body: bases('app1', 'app2', 'app1') })
    expect(await step(null)).toMatchObject({ value: { next: '{"left":["app1","app2"],"refused":[]}' } })
  })

  it('puts a base that fails behind the others, and fails with it in the end', async () => {
    const down: Answer = { error: { kind: 'provider-down', status: 500 } }
    const { step, asked } = scripted(down, tables('tbl2'), down)
    const left = await step('{"left":["app1","app2"],"refused":[]}')
    expect(left).toMatchObject({ value: { next: '{"left":["app1"],"refused":[]}' } })
    expect(await step('{"left":["app1"],"refused":[]}')).toMatchObject({ error: { kind: 'provider-down' } })
    expect(asked()).toHaveLength(3)
  })

  it.each(['offline', 'cancelled', 'working-offline'] as const)(
    'stops at once where no base can be asked: %s',
    async (kind) => {
      const { step } = scripted(tables('tbl1'), { error: { kind } })
      expect(await step('{"left":["app1","app2"],"refused":[]}')).toMatchObject({ error: { kind } })
    },
  )

  it.each(['no JSON', '{"offset":7}', '{"left":"app1"}', 'null'])(
    'starts over where the cursor is %s',
    async (cursor) => {
      const { step, asked } = scripted()
      expect(await step(cursor)).toMatchObject({ ok: false, error: { kind: 'rejected' } })
      expect(asked()).toEqual([])
    },
  )

  it.each(['app/1', '', 'x'.repeat(61)])('takes no id that a key cannot hold: %s', async (odd) => {
    const { session } = scriptedSession([{ body: bases(odd) }])
    await expect(stepSchema(id, contextOf(session), null)).rejects.toThrow()
  })
})

describe('a base of Airtable', () => {
  it.each([undefined, null, '', '  ', 7])('has a name when its own is %j', async (name) => {
    const { step } = scripted({ body: { bases: [{ id: 'app1', name }] } })
    expect(await step(null)).toMatchObject({ value: { items: [{ item: { name: 'Unnamed base' } }] } })
  })
})

describe('a table of Airtable', () => {
  it('stands in its base, and has its id in key and address', async () => {
    const { step } = scripted(tables('tbl1'))
    expect(await step('{"left":["app1"],"refused":[]}')).toMatchObject({
      value: {
        items: [
          {
            item: {
              key: 'airtable:account-1:table:app1%2Ftbl1',
              externalId: 'tbl1',
              parentKey: 'airtable:account-1:base:app1',
              url: 'https://airtable.com/app1/tbl1',
              createdAtMs: null,
              modifiedAtMs: null,
              isDirectory: true,
            },
          },
        ],
      },
    })
  })
})
