import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportOptions, ImportState } from '../../src/shared/model/import.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld } from '../support/outbox-world.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function startImporting(contacts = 60) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'people.csv')
  const skipped = path.join(folder, 'skipped.csv')
  const world = await startOutboxWorld({
    contacts,
    chooseOpenFile: async () => file,
    chooseSaveFile: async () => skipped,
  })
  const { imports } = world.core.handlers
  const state = async (): Promise<ImportState> => {
    const found = valueOf(await imports.get({}))
    if (found === null) throw new Error('no file was chosen')
    return found
  }
  const until = async (phase: ImportState['phase']): Promise<ImportState> => {
    await eventually(async () => (await state()).phase === phase, 25_000)
    return state()
  }
  return {
    world,
    skipped,
    state,
    until,
    write: (text: string) => writeFile(file, text),
    async check(changes: Partial<ImportOptions> = {}) {
      const chosen = valueOf(await imports.choose({ accountId: world.account.id }))
      if (chosen === null) throw new Error('no file was chosen')
      valueOf(await imports.check({ ...chosen.file.options, ...changes }))
      return until('checked')
    },
    async note() {
      valueOf(await imports.start({}))
      return until('noted')
    },
    imports,
  }
}

/** The address of a loaded contact. */
const addressOf = (world: Awaited<ReturnType<typeof startImporting>>['world'], id: string): string =>
  world.there(id)?.['email'] ?? ''

describe('an import of contacts', () => {
  it('58: says what would become of each row and changes nothing, then notes just that', async () => {
    const { world, check, note, write, imports, skipped } = await startImporting()
    await world.offline(true)
    const known = addressOf(world, '57')
    const same = addressOf(world, '58')
    const lines = [
      'Email,First Name,City,Lifecycle Stage,Record ID',
      'new.one@example.org,Nina,Genoa,lead,1',
      `${known.toUpperCase()},,Genoa,,2`,
      `${same},,${world.there('58')?.['city'] ?? ''},,3`,
      'nonsense,Nono,Pisa,,4',
      'new.one@example.org,Twice,,,5',
      ',Nobody,,,6',
      'stage@example.org,Sven,,no such stage,7',
    ]
    await write(`${lines.join('\r\n')}\r\n`)
    const checked = await check()
    expect(checked.file.options.mapping).toEqual(['email', 'firstname', 'city', 'lifecyclestage', null])
    expect(checked.counts).toEqual({ rows: 7, created: 1, updated: 1, unchanged: 1, skipped: 4 })
    expect(checked.problems.map(({ row, reason, column }) => [row, reason, column])).toEqual([
      [5, 'invalid-email', 'Email'],
      [6, 'duplicate-email', 'Email'],
      [7, 'missing-email', 'Email'],
      [8, 'unknown-option', 'Lifecycle Stage'],
    ])
    expect(await world.outbox()).toMatchObject({ waitingCount: 0 })
    expect(world.writes()).toEqual([])

    const noted = await note()
    expect(noted.counts).toEqual(checked.counts)
    expect(await world.outbox()).toMatchObject({ waitingCount: 2, undo: { count: 2 } })
    expect(
      valueOf(await imports.saveSkipped({ words: { 'invalid-email': '=no address' }, title: 'Why' })),
    ).toEqual({ isSaved: true })
    const rest = (await readFile(skipped, 'utf8')).split('\r\n')
    expect(rest[0]).toBe('\ufeffEmail,First Name,City,Lifecycle Stage,Record ID,Why')
    expect(rest[1]).toBe("nonsense,Nono,Pisa,,4,'=no address")
    expect(rest).toHaveLength(6)

    await world.offline(false)
    expect((await world.drained()).needsYouCount).toBe(0)
    expect(world.there('57')).toMatchObject({ city: 'Genoa', email: known })
  })

  it('58: leaves contacts that are here alone where the user says so, and makes some without an address', async () => {
    const { world, check, write } = await startImporting()
    await write(`Email;City;Vorname\n${addressOf(world, '57')};Genoa;\n;Pisa;Pia\n`)
    const checked = await check({ existing: 'skip', withoutEmail: 'create' })
    expect(checked.counts).toMatchObject({ created: 1, updated: 0, skipped: 1 })
    expect(checked.reasons).toEqual([{ reason: 'existing', count: 1 }])
  })

  it('58: remembers how a file with the same head was taken', async () => {
    const { check, note, write, imports, world } = await startImporting()
    await write('Who,Where\nx@example.org,Genoa\n')
    const first = await check({ mapping: ['email', 'city'] })
    expect(first.file).toMatchObject({ isRemembered: false, options: { mapping: [null, null] } })
    await note()
    await write('Who,Where\ny@example.org,Pisa\n')
    const again = valueOf(await imports.choose({ accountId: world.account.id }))
    expect(again?.file).toMatchObject({ isRemembered: true, options: { mapping: ['email', 'city'] } })
  })

  it('58: is taken back as one: what was not sent is let go, fields go back where nobody changed them', async () => {
    const { world, check, note, write, imports } = await startImporting()
    await world.offline(true)
    const before = world.there('57')?.['city'] ?? ''
    const news = Array.from({ length: 20 }, (_, n) => `new${n}@example.org,Pisa`)
    await write(['Email,City', ...news, `${addressOf(world, '57')},Genoa`].join('\n'))
    await check()
    await note()
    expect(await world.outbox()).toMatchObject({ waitingCount: 21, undo: { count: 21 } })
    expect(valueOf(await imports.undo({ deletesSent: false }))).toMatchObject({ count: 21 })
    expect(await world.outbox()).toMatchObject({ waitingCount: 0 })
    await world.offline(false)
    expect(world.writes()).toEqual([])
    expect(world.there('57')?.['city'] ?? '').toBe(before)
  })

  it('58: deletes contacts that were created at the provider only where that was asked for', async () => {
    const { world, check, note, write, imports, state } = await startImporting()
    const before = world.there('57')?.['city'] ?? ''
    const countThere = () => world.sandbox.hubspot.records.contacts.count()
    const initial = countThere()
    await write(`Email,City\na1@example.org,Pisa\na2@example.org,Pisa\n${addressOf(world, '57')},Genoa\n`)
    await check()
    await note()
    await world.drained()
    expect(countThere()).toBe(initial + 2)
    expect((await state()).sentCount).toBe(2)
    // Ctrl-Z takes the field back and leaves the contacts.
    expect(valueOf(await world.core.handlers.outbox.undo({}))).toMatchObject({ count: 1 })
    await world.drained()
    expect(world.there('57')?.['city'] ?? '').toBe(before)
    expect(countThere()).toBe(initial + 2)
    expect((await world.outbox()).undo).toBeNull()
    expect(valueOf(await imports.undo({ deletesSent: true }))).toMatchObject({ count: 2 })
    await world.drained()
    expect(countThere()).toBe(initial)
    expect((await state()).phase).toBe('undone')
  })

  it('58: belongs to the workspace in which its file was asked for, though the dialog outlives that', async () => {
    const file = path.join(temporaryFolder(), 'people.csv')
    await writeFile(file, 'Email,City\nnew.one@example.org,Genoa\n')
    let answer = (_: string | null): void => undefined
    const chosen = new Promise<string | null>((resolve) => (answer = resolve))
    const world = await startOutboxWorld({ contacts: 5, chooseOpenFile: () => chosen })
    const { imports, workspaces } = world.core.handlers
    const choosing = imports.choose({ accountId: world.account.id })
    valueOf(await workspaces.create({ user: 'Ben', organisation: 'Beta' }))
    answer(file)
    expect(await choosing).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } })
    expect(valueOf(await imports.get({}))).toBeNull()
  })

  it('58: ends with the workspace, and is refused where the file has changed since', async () => {
    const { world, check, write, imports, until } = await startImporting()
    await write('Email\nb@example.org\n')
    await check()
    await write('Email\nc@example.org\nd@example.org\n')
    valueOf(await imports.start({}))
    expect((await until('noted')).problem).toMatchObject({ error: { kind: 'changed-meanwhile' } })
    expect(await world.outbox()).toMatchObject({ waitingCount: 0 })
    valueOf(await world.core.handlers.workspaces.create({ user: 'Ben', organisation: 'Beta' }))
    expect(valueOf(await imports.get({}))).toBeNull()
  })
})
