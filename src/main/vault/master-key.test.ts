import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeCipher } from '../../../tests/support/fake-cipher.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Cipher } from './cipher.ts'
import { deriveKey, openByKeyStore, type OpenKeys, type ShutProtection } from './master-key.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-key-'))
  file = path.join(folder, 'master-key.json')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const keysOf = (opened: Result<OpenKeys, ShutProtection>): OpenKeys => {
  if (opened.ok) return opened.value
  throw new Error(`not open: ${JSON.stringify(opened.error)}`)
}
const open = async (cipher: Cipher): Promise<OpenKeys> => keysOf(await openByKeyStore(file, cipher))
const unreadable = { ok: false, error: { state: 'locked', reason: 'key-unreadable' } }

describe('the master key under the key store', () => {
  it('is the same at the next start', async () => {
    const cipher = fakeCipher()
    const first = await open(cipher)
    const second = await open(cipher)
    expect(first.protection).toEqual({ state: 'persisted', method: 'key-store', backend: 'fake' })
    expect(second.key).toEqual(first.key)
    expect(second.key).toHaveLength(32)
    expect(second.next).toBeNull()
  })

  it('R25: lies in a file that only its owner reads, and not in clear', async () => {
    const { key } = await open(fakeCipher())
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const content = await readFile(file, 'utf8')
    expect(content).not.toContain(Buffer.from(key).toString('base64'))
    expect(content).not.toContain(Buffer.from(key).toString('hex'))
  })

  it('opens from a file of the first format, and leaves that as it is', async () => {
    const cipher = fakeCipher()
    const { key, file: content } = await open(cipher)
    if (content.key.by !== 'key-store') throw new Error('another kind of seal')
    const { backend, sealed, check } = content.key
    const format1 = JSON.stringify({ format: 1, backend, wrapped: sealed, check })
    await writeFile(file, format1)
    expect((await open(cipher)).key).toEqual(key)
    expect(await readFile(file, 'utf8')).toBe(format1)
  })

  it.each([
    ['weak', 'weak-key-store'],
    ['unavailable', 'no-key-store'],
  ] as const)(
    'R19: with a %s key store nothing is written, and the user decides',
    async (failure, reason) => {
      const cipher = fakeCipher()
      cipher.failure = failure
      expect(await openByKeyStore(file, cipher)).toEqual({ ok: false, error: { state: 'undecided', reason } })
      expect(await readdir(folder)).toEqual([])
    },
  )

  it.each([
    ['unavailable', 'key-locked'],
    ['unreadable', 'key-unreadable'],
    ['weak', 'key-unreadable'],
  ] as const)(
    'R20: one answer "%s" of the key store leaves the file as it is, and the next one opens it',
    async (failure, reason) => {
      const cipher = fakeCipher()
      const first = await open(cipher)
      const before = await readFile(file, 'utf8')
      cipher.failure = failure
      expect(await openByKeyStore(file, cipher)).toEqual({ ok: false, error: { state: 'locked', reason } })
      expect(await readFile(file, 'utf8')).toBe(before)
      cipher.failure = null
      expect((await open(cipher)).key).toEqual(first.key)
      expect(await readFile(file, 'utf8')).toBe(before)
    },
  )

  it('R21: a key that is lost for good stays in its file, however often it is tried', async () => {
    const cipher = fakeCipher()
    await open(cipher)
    const before = await readFile(file, 'utf8')
    cipher.failure = 'unreadable'
    for (let start = 0; start < 3; start += 1) {
      expect(await openByKeyStore(file, cipher)).toEqual(unreadable)
    }
    expect(await readFile(file, 'utf8')).toBe(before)
    expect(await readdir(folder)).toEqual(['master-key.json'])
  })

  it('notices a key store that opens to garbage', async () => {
    const cipher = fakeCipher()
    await open(cipher)
    const changed: Cipher = {
      ...cipher,
      open: async () => ok({ plain: new Uint8Array(32), shouldReseal: false }),
    }
    expect(await openByKeyStore(file, changed)).toEqual(unreadable)
  })

  it.each(['', '{', '[]', '{"format":2}', '{"format":3}', 'null'])(
    'R38: leaves a key file alone that it does not understand: %j',
    async (content) => {
      await writeFile(file, content)
      expect(await openByKeyStore(file, fakeCipher())).toEqual(unreadable)
      expect(await readFile(file, 'utf8')).toBe(content)
    },
  )

  it('R38: leaves a key file of a newer format alone, however much it looks like one of today', async () => {
    const { file: content } = await open(fakeCipher())
    const newer = JSON.stringify({ format: 3, ...content })
    await writeFile(file, newer)
    expect(await openByKeyStore(file, fakeCipher())).toEqual(unreadable)
    expect(await readFile(file, 'utf8')).toBe(newer)
  })

  it.each(['', 'c2hvcnQ='])('survives a check of the wrong length: %j', async (check) => {
    const { file: content } = await open(fakeCipher())
    const changed = JSON.stringify({ format: 2, next: null, key: { ...content.key, check } })
    await writeFile(file, changed)
    expect(await openByKeyStore(file, fakeCipher())).toEqual(unreadable)
    expect(await readFile(file, 'utf8')).toBe(changed)
  })

  it('survives a key store that seals and then opens to something shorter', async () => {
    const changed: Cipher = {
      ...fakeCipher(),
      open: async () => ok({ plain: new Uint8Array(3), shouldReseal: false }),
    }
    expect((await openByKeyStore(file, changed)).ok).toBe(false)
    expect(await readdir(folder)).toEqual([])
  })

  it('R68: lets the user decide where the key cannot be written', async () => {
    const opened = await openByKeyStore(path.join(folder, 'gone', 'master-key.json'), fakeCipher())
    expect(opened).toEqual({ ok: false, error: { state: 'undecided', reason: 'no-key-store' } })
  })

  it('R22: is sealed again, once, when the key store asks for it', async () => {
    const cipher = fakeCipher()
    const first = await open(cipher)
    cipher.shouldReseal = true
    expect((await open(cipher)).key).toEqual(first.key)
    expect(cipher.seals).toBe(2)
    cipher.shouldReseal = false
    expect((await open(cipher)).key).toEqual(first.key)
    expect(cipher.seals).toBe(2)
    expect(await readdir(folder)).toEqual(['master-key.json'])
  })

  it('gives every purpose another key', () => {
    const master = new Uint8Array(32).fill(7)
    expect(deriveKey(master, 'vault file')).not.toEqual(deriveKey(master, 'vault records'))
    expect(deriveKey(master, 'vault file')).toHaveLength(32)
  })
})
