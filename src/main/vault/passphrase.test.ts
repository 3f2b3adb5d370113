import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeCipher } from '../../../tests/support/fake-cipher.ts'
import { changePassphrase, createByPassphrase, openByKeyStore, openByPassphrase } from './master-key.ts'
import { openWithPassphrase, passphraseSealSchema, sealWithPassphrase } from './passphrase-seal.ts'

// Every derivation takes a few tenths of a second on purpose, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

const passphrase = 'Tramontana, 7 nudos al sur'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-key-'))
  file = path.join(folder, 'master-key.json')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a key under a passphrase', () => {
  it('R25: opens at the next start, and lies in a file of its owner without passphrase or key', async () => {
    const made = await createByPassphrase(file, passphrase)
    if (!made.ok) throw new Error(made.error.kind)
    expect(made.value.protection).toEqual({ state: 'persisted', method: 'passphrase', backend: '' })
    const content = await readFile(file, 'utf8')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(content).not.toContain(passphrase)
    expect(content).not.toContain(Buffer.from(made.value.key).toString('base64'))

    const opened = await openByPassphrase(file, passphrase)
    expect(opened.ok && opened.value.key).toEqual(made.value.key)
    // The key store is not asked for what is not its own.
    expect(await openByKeyStore(file, fakeCipher())).toEqual({
      ok: false,
      error: { state: 'locked', reason: 'passphrase' },
    })
  })

  it('does not open with another one, and the file keeps every byte', async () => {
    await createByPassphrase(file, passphrase)
    const before = await readFile(file)
    for (const wrong of [passphrase.toLowerCase(), `${passphrase} `, '', 'x'.repeat(1_000)]) {
      expect(await openByPassphrase(file, wrong)).toEqual({ ok: false, error: { kind: 'wrong-passphrase' } })
    }
    expect(await readFile(file)).toEqual(before)
    expect(await readdir(folder)).toEqual(['master-key.json'])
  })

  it('opens however the keyboard writes the same characters', async () => {
    const key = new Uint8Array(randomBytes(32))
    const seal = await sealWithPassphrase(key, 'Caf\u00e9 del Mar 1987')
    expect(await openWithPassphrase(seal, 'Cafe\u0301 del\u00a0Mar 1987')).toEqual(key)
    expect(await openWithPassphrase(seal, 'Cafe del Mar 1987')).toBeNull()
  })

  it('is never written over another key', async () => {
    await createByPassphrase(file, passphrase)
    const before = await readFile(file)
    expect((await createByPassphrase(file, 'an altogether other one')).ok).toBe(false)
    expect(await readFile(file)).toEqual(before)
  })

  it('changes its passphrase and stays the same key', async () => {
    const made = await createByPassphrase(file, passphrase)
    const next = 'Mistral, 9 nudos al este'
    const before = await readFile(file)
    expect(await changePassphrase(file, { current: 'not this one', next })).toEqual({
      ok: false,
      error: { kind: 'wrong-passphrase' },
    })
    expect(await readFile(file)).toEqual(before)
    expect((await changePassphrase(file, { current: passphrase, next })).ok).toBe(true)
    expect((await openByPassphrase(file, passphrase)).ok).toBe(false)
    const opened = await openByPassphrase(file, next)
    expect(opened.ok && made.ok && opened.value.key).toEqual(made.ok && made.value.key)
  })

  it('has another salt and another nonce each time', async () => {
    const key = new Uint8Array(32)
    const [one, other] = [
      await sealWithPassphrase(key, passphrase),
      await sealWithPassphrase(key, passphrase),
    ]
    expect(one.salt).not.toBe(other.salt)
    expect(one.nonce).not.toBe(other.nonce)
    expect(one.sealed).not.toBe(other.sealed)
  })

  it('does not open when a single bit of it was changed', async () => {
    const seal = await sealWithPassphrase(new Uint8Array(32), passphrase)
    for (const name of ['salt', 'nonce', 'tag', 'sealed'] as const) {
      const bytes = Buffer.from(seal[name], 'base64')
      bytes[0] = (bytes[0] ?? 0) ^ 1
      const changed = { ...seal, [name]: bytes.toString('base64') }
      expect(await openWithPassphrase(changed, passphrase)).toBeNull()
    }
    expect(await openWithPassphrase({ ...seal, N: 2 ** 14 }, passphrase)).toBeNull()
  })

  it.each([
    { N: 2 ** 30 },
    { N: 2 ** 19 },
    { N: 2 ** 10 },
    { N: 100_000 },
    { N: 2 ** 17 + 0.5 },
    { r: 1_000 },
    { p: 100 },
    { p: 0 },
    { salt: '' },
    { salt: Buffer.alloc(1_000).toString('base64') },
    { tag: Buffer.alloc(4).toString('base64') },
    { sealed: Buffer.alloc(64).toString('base64') },
    { kdf: 'none' },
  ])('refuses a cost or a length that somebody made up, before computing anything: %j', (change) => {
    const bytes = (length: number) => Buffer.alloc(length).toString('base64')
    const usual = {
      by: 'passphrase',
      kdf: 'scrypt',
      N: 2 ** 17,
      r: 8,
      p: 1,
      salt: bytes(16),
      nonce: bytes(12),
    }
    const seal = { ...usual, tag: bytes(16), sealed: bytes(32) }
    expect(passphraseSealSchema.safeParse(seal).success).toBe(true)
    expect(passphraseSealSchema.safeParse({ ...seal, ...change }).success).toBe(false)
  })
})
