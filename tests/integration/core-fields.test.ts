import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import type { ItemFilter } from '../../src/shared/model/filter.ts'
import type { ListField } from '../../src/shared/model/list-field.ts'
import { builtInFields } from '../../src/shared/model/list-field.ts'
import {
  airtableId,
  connect,
  hubspotId,
  notionId,
  settled,
  startConnected,
} from '../support/connected-core.ts'
import { valueOf, type CoreInNode } from '../support/core-in-node.ts'

type Scope = Partial<Pick<ItemQuery, 'type' | 'accountId' | 'parentKey'>>

const fieldsOf = async (core: CoreInNode, scope: Scope): Promise<ListField[]> =>
  valueOf(await core.handlers.items.fields({ type: null, accountId: null, parentKey: null, ...scope }))
const named = (fields: readonly ListField[], name: string) => fields.find(({ id }) => id === `field:${name}`)
const small = { contacts: 20, companies: 5, deals: 20 }

describe('the fields of a list', () => {
  it('are those of every item first, then those of the only account with the type', async () => {
    const { core } = await startConnected({ sizes: small })
    await connect(core)
    await settled(core)
    const everything = await fieldsOf(core, {})
    expect(everything.map(({ id }) => id)).toEqual([...builtInFields])
    expect(everything.every(({ label, editsAs }) => label === '' && editsAs === null)).toBe(true)

    const contacts = await fieldsOf(core, { type: 'contact' })
    const { fields: form } = valueOf(
      await core.handlers.contacts.form({ accountId: valueOf(await core.handlers.accounts.list({}))[0]!.id }),
    )
    const own = contacts.slice(builtInFields.length)
    expect(own.slice(0, 5).map(({ editsAs }) => editsAs)).toEqual(form.slice(0, 5).map(({ name }) => name))
    // Ids order as numbers do, and count nothing.
    expect(named(contacts, 'hs_object_id')).toMatchObject({ kind: 'number', isIdentifier: true })
    expect(contacts.filter(({ kind, isIdentifier }) => kind === 'number' && !isIdentifier)).not.toEqual([])
    expect(named(contacts, 'hubspot_owner_id')?.options.length).toBeGreaterThan(1)
    expect(contacts.find(({ id }) => id === 'email')?.editsAs).toBe('email')

    const deals = await fieldsOf(core, { type: 'deal' })
    const stages = named(deals, 'dealstage')
    expect(stages).toMatchObject({ kind: 'choice', isMain: true, editsAs: null })
    expect(stages?.options[0]).toEqual({
      value: 'appointmentscheduled',
      label: expect.stringMatching(/Appointment/),
    })
    expect(named(deals, 'pipeline')?.options.length).toBeGreaterThan(0)
  })

  it('of what stands in a table or a database are its own', async () => {
    const { core } = await startConnected({ sizes: small })
    const account = await connect(core, airtableId)
    await settled(core)
    const tables = valueOf(
      await core.handlers.items.list({
        query: plainQuery({ type: 'table' }),
        columns: [],
        offset: 0,
        limit: 50,
      }),
    ).rows
    const inTables = await Promise.all(tables.map(({ key }) => fieldsOf(core, { parentKey: key })))
    expect(inTables.every(({ length }) => length > builtInFields.length)).toBe(true)
    expect(inTables.flat().some(({ kind, options }) => kind === 'choice' && options.length > 0)).toBe(true)
    expect(await fieldsOf(core, { type: 'record', accountId: account.id })).toHaveLength(builtInFields.length)

    await connect(core, notionId)
    await settled(core)
    const [database] = valueOf(
      await core.handlers.items.list({
        query: plainQuery({ type: 'database' }),
        columns: [],
        offset: 0,
        limit: 1,
      }),
    ).rows
    const rows = await fieldsOf(core, { type: 'page', parentKey: database!.key })
    expect(rows.length).toBeGreaterThan(builtInFields.length)
  })

  it('follow what is stored of the account, and are not made again as long as that is the same', async () => {
    let nowMs = Date.now()
    const { core } = await startConnected({ sizes: small, now: () => nowMs })
    const account = await connect(core)
    await settled(core)
    const before = await fieldsOf(core, { type: 'contact' })
    const name = 'properties:contact'
    const definitions = JSON.parse(
      valueOf(await core.askStore('getFact', { accountId: account.id, name })) ?? '[]',
    )
    const json = JSON.stringify([
      ...(definitions as object[]),
      { ...(definitions as object[])[0], name: 'mine' },
    ])
    valueOf(await core.askStore('putFact', { accountId: account.id, name, json }))
    expect(await fieldsOf(core, { type: 'contact' })).toEqual(before)
    nowMs += 3_001
    const after = await fieldsOf(core, { type: 'contact' })
    expect(named(after, 'mine')).toBeDefined()
    expect(after).toHaveLength(before.length + 1)
  })

  it('that a filter names and nobody has any more are a plain error, and nothing of the list fails but it', async () => {
    const { core } = await startConnected({ sizes: small })
    const account = await connect(core)
    await settled(core)
    expect(account.providerId).toBe(hubspotId)
    const filter: ItemFilter = { match: 'all', parts: [{ field: 'field:gone', test: 'filled', values: [] }] }
    const query = plainQuery({ type: 'contact', filter })
    const refused = { ok: false, error: { kind: 'invalid-request', detail: 'unknown field: field:gone' } }
    const { items } = core.handlers
    expect(await items.list({ query, columns: [], offset: 0, limit: 10 })).toEqual(refused)
    expect(await items.keys({ query, offset: 0, limit: 10 })).toEqual(refused)
    const without = { ...query, filter: null }
    const listed = await items.list({ query: without, columns: ['field:gone'], offset: 0, limit: 10 })
    expect(valueOf(listed).total).toBe(20)
  })
})
