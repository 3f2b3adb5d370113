import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { itemKey, type ItemQuery } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import type { FieldId } from '../../src/shared/model/list-field.ts'
import { anExport, exported } from '../support/an-export.ts'
import { hubspotId } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld } from '../support/outbox-world.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function startExporting(contacts = 60) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'out')
  const proposed: { name: string; extension: string }[] = []
  const world = await startOutboxWorld({
    contacts,
    chooseSaveFile: async (proposal) => {
      proposed.push(proposal)
      return file
    },
  })
  const list = async (query: ItemQuery, columns: FieldId[] = []) =>
    valueOf(await world.core.handlers.items.list({ query, columns, offset: 0, limit: 500 }))
  return { world, folder, file, proposed, list, read: () => readFile(file, 'utf8') }
}

const linesOf = (csv: string): string[][] => Papa.parse<string[]>(csv, { skipEmptyLines: true }).data

describe('an export', () => {
  it('57: has the rows of the list in its order, with its filter, and what waits laid over them', async () => {
    const { world, list, read, proposed } = await startExporting()
    await world.offline(true)
    await world.update('57', { firstname: 'Zuzana', lastname: 'Waiting' })
    const created = await world.core.handlers.contacts.create({
      accountId: world.account.id,
      values: { firstname: 'Nova', email: 'nova@example.org' },
    })
    valueOf(created)
    const queries: ItemQuery[] = [
      plainQuery({ type: 'contact' }),
      plainQuery({ type: 'contact', sort: [{ by: 'email', direction: 'descending' }] }),
      plainQuery({ type: 'contact', search: 'a' }),
      plainQuery({
        type: 'contact',
        filter: { match: 'all', parts: [{ field: 'name', test: 'contains', values: ['n'] }] },
      }),
    ]
    for (const query of queries) {
      const { rows, total } = await list(query)
      const run = await exported(world.core, anExport({ query }))
      expect(run).toMatchObject({ state: 'done', rows: total, total, problem: null })
      const [head, ...lines] = linesOf(await read())
      expect(head).toEqual(['Name', 'E-mail', 'Changed'])
      expect(lines.map(([name, email]) => [name, email])).toEqual(
        rows.map((row) => [row.name, row.email ?? '']),
      )
      expect(lines.length).toBe(total)
    }
    expect(proposed[0]).toEqual({ name: 'Contacts', extension: 'csv' })
  })

  it('57: has the selected rows alone, and all but those that are not', async () => {
    const { world, list, read } = await startExporting()
    const query = plainQuery({ type: 'contact' })
    const { rows, total } = await list(query)
    const keys = rows.slice(3, 8).map(({ key }) => key)
    const namesOf = async () =>
      linesOf(await read())
        .slice(1)
        .map(([name]) => name)
    const gone = itemKey(hubspotId, world.account.id, 'contact', '999999')
    expect(await exported(world.core, anExport({ keys: [...keys, gone] }))).toMatchObject({ rows: 5 })
    expect(await namesOf()).toEqual(rows.slice(3, 8).map(({ name }) => name))
    expect(await exported(world.core, anExport({ except: keys }))).toMatchObject({ rows: total - 5 })
    expect(await namesOf()).toEqual([...rows.slice(0, 3), ...rows.slice(8)].map(({ name }) => name))
  })

  it('57: is JSON and NDJSON, with the records as they were loaded and dates by ISO 8601', async () => {
    const { world, list, read } = await startExporting()
    await world.offline(true)
    await world.update('57', { city: 'Genoa' })
    const columns = [
      { field: 'name', title: 'Name' },
      { field: 'modified', title: 'Changed' },
      { field: 'field:city', title: 'City' },
    ] as const
    const { total } = await list(plainQuery({ type: 'contact' }))
    const request = { columns: [...columns], hasRecords: true }
    await exported(world.core, anExport({ ...request, format: 'ndjson' }))
    const lines = (await read()).trimEnd().split('\n')
    expect(lines).toHaveLength(total)
    await exported(world.core, anExport({ ...request, format: 'json' }))
    const all = JSON.parse(await read()) as { id: string; fields: { modified: string } }[]
    expect(all).toEqual(lines.map((line) => JSON.parse(line) as unknown))
    const own = all.find(({ id }) => id === '57')
    expect(own).toMatchObject({
      type: 'contact',
      source: world.account.label,
      properties: { city: 'Genoa' },
      waiting: { kind: 'update', values: { city: 'Genoa' } },
      record: { id: '57' },
    })
    expect(own?.fields.modified).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  it('57: puts an apostrophe before formulas and none before phone numbers, and a mark before UTF-8', async () => {
    const { world, read } = await startExporting()
    await world.offline(true)
    await world.update('57', { firstname: '=1+1', lastname: '', phone: '+49 30 1234567' })
    const key = world.key('57')
    const columns = [
      { field: 'name', title: '=Name' },
      { field: 'phone', title: 'Phone' },
    ] as const
    const request = { columns: [...columns], keys: [key], delimiter: 'semicolon' as const }
    await exported(world.core, anExport({ ...request, isFormulaSafe: true, hasBom: true }))
    expect(await read()).toBe("\ufeff'=Name;Phone\r\n'=1+1;+49 30 1234567\r\n")
    await exported(world.core, anExport(request))
    expect(await read()).toBe('=Name;Phone\r\n=1+1;+49 30 1234567\r\n')
  })

  it('57: leaves nothing of a file that could not be written, and what stood there before', async () => {
    const { world, folder, file, read } = await startExporting()
    await writeFile(file, 'before')
    const started = valueOf(await world.core.handlers.exports.start(anExport()))
    valueOf(await world.core.handlers.exports.cancel({ id: started?.id ?? '' }))
    const second = await exported(world.core, anExport({ columns: [{ field: 'field:no_such', title: 'x' }] }))
    const [, first] = valueOf(await world.core.handlers.exports.list({}))
    expect(first).toMatchObject({ id: started?.id, state: 'cancelled' })
    expect(second.state).toBe('done')
    await writeFile(file, 'before')
    const refused = anExport({
      query: plainQuery({
        type: 'contact',
        filter: { match: 'all', parts: [{ field: 'field:no_such', test: 'filled', values: [] }] },
      }),
    })
    expect(await exported(world.core, refused)).toMatchObject({
      state: 'failed',
      problem: { error: { kind: 'invalid-request' } },
    })
    expect(await read()).toBe('before')
    expect(await readdir(folder)).toEqual(['out'])
  })

  it('57: writes no rows of another workspace, though the dialog outlives the one that it was opened in', async () => {
    const file = path.join(temporaryFolder(), 'out.csv')
    let answer = (_: string | null): void => undefined
    const chosen = new Promise<string | null>((resolve) => (answer = resolve))
    const world = await startOutboxWorld({ contacts: 5, chooseSaveFile: () => chosen })
    const starting = world.core.handlers.exports.start(anExport())
    valueOf(await world.core.handlers.workspaces.create({ user: 'Ben', organisation: 'Beta' }))
    answer(file)
    expect(await starting).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } })
    expect(valueOf(await world.core.handlers.exports.list({}))).toEqual([])
  })

  it('57: ends with the workspace, and says so where there is no such folder', async () => {
    const { world, folder, file } = await startExporting()
    await exported(world.core, anExport())
    const { rm } = await import('node:fs/promises')
    await rm(folder, { recursive: true })
    expect(await exported(world.core, anExport())).toMatchObject({
      state: 'failed',
      problem: { error: { kind: 'file-not-written' } },
    })
    expect(file).toContain(folder)
    valueOf(await world.core.handlers.workspaces.create({ user: 'Ben', organisation: 'Beta' }))
    expect(valueOf(await world.core.handlers.exports.list({}))).toEqual([])
  })
})
