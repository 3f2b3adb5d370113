import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { anAccountId, anItem } from '../../../tests/support/made-up-items.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import type { AppError } from '../../shared/errors.ts'
import type { ContactForm } from '../../shared/model/contact.ts'
import { err, ok } from '../../shared/result.ts'
import { readChosen } from './chosen-file.ts'
import { describeCsv } from './csv-file.ts'
import { saveSkipped } from './save-skipped.ts'
import { type Verdict, walkImport } from './walk-import.ts'

const form: ContactForm = {
  needsOneOf: ['email'],
  fields: [
    {
      ...{ name: 'email', kind: 'email', label: 'Email', group: null, options: [], isMain: true },
      ...{ isRequired: false, isUnique: true, readOnly: null },
    },
  ],
}

function fileOf(text: string): string {
  const file = path.join(temporaryFolder(), 'in.csv')
  fs.writeFileSync(file, text)
  return file
}

/** Walks over a file of one address, of which one contact is known that is not to be read. */
async function verdictsOn(email: string, error: AppError): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const csv = await describeCsv(fileOf(`email\n${email}\n`), 1_000)
  const { key } = anItem().item
  // Of the ports only what is asked for here.
  const ports = {
    store: { call: async () => ok({ rows: [{ key, email: 'Known@example.org' }], next: null }) },
    outbox: {
      accounts: { find: async () => ok({ contacts: { form: () => form }, facts: {} }) },
      here: async () => err(error),
    },
  } as unknown as Parameters<typeof walkImport>[0]
  const book = { open: () => [] } as unknown as Parameters<typeof walkImport>[1]['book']
  const options = {
    mapping: ['email'],
    existing: 'update',
    withoutEmail: 'skip',
    isFormulaSafe: false,
  } as const
  const walk = { csv, accountId: anAccountId, signal: new AbortController().signal, onRead: () => undefined }
  const done = await walkImport(
    ports,
    { book },
    { ...walk, options: { ...options, mapping: ['email'] } },
    async (some) => {
      verdicts.push(...some)
      return ok(null)
    },
  )
  expect(done.ok).toBe(true)
  return verdicts
}

describe('an import', () => {
  it.each(['not-found', 'storage-unavailable', 'vault-unreadable'] as const)(
    '58: never creates a second contact of one that is known and not to be read (%s)',
    async (kind) => {
      expect(await verdictsOn('KNOWN@example.org', { kind })).toMatchObject([
        { kind: 'skip', reason: 'not-readable', row: 2 },
      ])
      expect(await verdictsOn('other@example.org', { kind })).toMatchObject([{ kind: 'create' }])
    },
  )

  it('refuses a file that is too large with the limit, before a byte of it is read', async () => {
    const file = fileOf('')
    // A hole: to read it would take minutes.
    fs.truncateSync(file, 900_000_000_000)
    const store = { call: async () => ok(null) } as unknown as Parameters<typeof readChosen>[0]
    const read = await readChosen(store, file, { accountId: anAccountId, form })
    expect(read).toEqual(err({ kind: 'file-too-large', mostBytes: 200_000_000 }))
  })

  it.each([
    [true, ["'=1+1", "''=2", '-x'], ["'=1+1", "''=2", "'-x"]],
    [false, ["'=1+1", '=2', 'x'], ["''=1+1", "'=2", 'x']],
  ] as const)(
    'writes skipped rows with one apostrophe, safe already: %s',
    async (isFormulaSafe, cells, written) => {
      const csv = await describeCsv(fileOf(`a,b,c\n${cells.join(',')}\n`), 1_000)
      const target = path.join(temporaryFolder(), 'out.csv')
      const saved = await saveSkipped({
        ...{ csv, target, isFormulaSafe, title: 'Why', words: { 'empty-row': '=why' } },
        skipped: new Map([[2, 'empty-row']]),
      })
      expect(saved.ok).toBe(true)
      expect(fs.readFileSync(target, 'utf8')).toBe(`\ufeffa,b,c,Why\r\n${written.join(',')},'=why\r\n`)
    },
  )
})
