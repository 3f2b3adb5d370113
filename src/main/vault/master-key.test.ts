import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '../../shared/result.ts'
import type { Cipher, CipherFailure } from './cipher.ts'
import { deriveKey, openMasterKey } from './master-key.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-key-'))
  file = path.join(folder, 'master-key.json')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

interface FakeCipher extends Cipher {
  failure: CipherFailure | null
  shouldReseal: boolean
  seals: number
}

/** A key store in memory: flips every bit, and fails on demand. */
function fakeCipher(): FakeCipher {
  const flip = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes).map((byte) => byte ^ 0xff)
  const cipher: FakeCipher = {
    failure: null,
    shouldReseal: false,
    seals: 0,
    seal: async (plain) => {
      if (cipher.failure !== null) return err(cipher.failure)
      cipher.seals += 1
      return ok(flip(plain))
    },
    open: async (sealed) =>
      cipher.failure === null
        ? ok({ plain: flip(sealed), shouldReseal: cipher.shouldReseal })
        : err(cipher.failure),
    backend: () => 'fake',
  }
  return cipher
}

describe('the master key', () => {
  it('is the same at the next start', async () => {
    const cipher = fakeCipher()
    const first = await openMasterKey(file, cipher)
    const second = await openMasterKey(file, cipher)
    expect(first.protection).toEqual({ state: 'persisted', backend: 'fake' })
    expect(second.key).toEqual(first.key)
    expect(second.key).toHaveLength(32)
  })

  it('lies in a file that only its owner reads, and not in clear', async () => {
    const { key } = await openMasterKey(file, fakeCipher())
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const content = await readFile(file, 'utf8')
    expect(content).not.toContain(Buffer.from(key).toString('base64'))
    expect(content).not.toContain(Buffer.from(key).toString('hex'))
  })

  it.each([
    ['weak', 'weak-key-store'],
    ['unavailable', 'no-key-store'],
  ] as const)(
    'R19: with a %s key store nothing is written and the session keeps nothing',
    async (failure, reason) => {
      const cipher = fakeCipher()
      cipher.failure = failure
      const opened = await openMasterKey(file, cipher)
      expect(opened.protection).toEqual({ state: 'session-only', reason })
      expect(await readdir(folder)).toEqual([])
    },
  )

  it('is a new random one in every unprotected session', async () => {
    const cipher = fakeCipher()
    cipher.failure = 'weak'
    const first = await openMasterKey(file, cipher)
    const second = await openMasterKey(file, cipher)
    expect(first.key).not.toEqual(second.key)
  })

  it.each([
    ['unavailable', 'key-locked'],
    ['unreadable', 'key-unreadable'],
    ['weak', 'key-unreadable'],
  ] as const)('keeps the file when the key store says %s, and opens again later', async (failure, reason) => {
    const cipher = fakeCipher()
    const first = await openMasterKey(file, cipher)
    const before = await readFile(file, 'utf8')
    cipher.failure = failure
    expect((await openMasterKey(file, cipher)).protection).toEqual({ state: 'session-only', reason })
    expect(await readFile(file, 'utf8')).toBe(before)
    cipher.failure = null
    expect((await openMasterKey(file, cipher)).key).toEqual(first.key)
  })

  it('notices a key store that opens to garbage', async () => {
    const cipher = fakeCipher()
    await openMasterKey(file, cipher)
    const changed: Cipher = {
      ...cipher,
      open: async () => ok({ plain: new Uint8Array(32), shouldReseal: false }),
    }
    expect((await openMasterKey(file, changed)).protection).toEqual({
      state: 'session-only',
      reason: 'key-unreadable',
    })
  })

  it.each(['', '{', '[]', '{"format":2}', 'null'])('survives a damaged key file: %j', async (content) => {
    await writeFile(file, content)
    const opened = await openMasterKey(file, fakeCipher())
    expect(opened.protection).toEqual({ state: 'session-only', reason: 'key-unreadable' })
    expect(await readFile(file, 'utf8')).toBe(content)
  })

  it.each(['', 'c2hvcnQ='])('survives a check of the wrong length: %j', async (check) => {
    await openMasterKey(file, fakeCipher())
    const content = JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), check })
    await writeFile(file, content)
    expect((await openMasterKey(file, fakeCipher())).protection).toEqual({
      state: 'session-only',
      reason: 'key-unreadable',
    })
    expect(await readFile(file, 'utf8')).toBe(content)
  })

  it('survives a key store that seals and then opens to something shorter', async () => {
    const cipher = fakeCipher()
    const changed: Cipher = {
      ...cipher,
      open: async () => ok({ plain: new Uint8Array(3), shouldReseal: false }),
    }
    expect((await openMasterKey(file, changed)).protection.state).toBe('session-only')
    expect(await readdir(folder)).toEqual([])
  })

  it('starts without keeping anything where the key cannot be written', async () => {
    const opened = await openMasterKey(path.join(folder, 'gone', 'master-key.json'), fakeCipher())
    expect(opened.protection).toEqual({ state: 'session-only', reason: 'no-key-store' })
  })

  it('is sealed again when the key store asks for it', async () => {
    const cipher = fakeCipher()
    const first = await openMasterKey(file, cipher)
    cipher.shouldReseal = true
    await openMasterKey(file, cipher)
    expect(cipher.seals).toBe(2)
    cipher.shouldReseal = false
    expect((await openMasterKey(file, cipher)).key).toEqual(first.key)
  })

  it('gives every purpose another key', () => {
    const master = new Uint8Array(32).fill(7)
    expect(deriveKey(master, 'vault file')).not.toEqual(deriveKey(master, 'vault records'))
    expect(deriveKey(master, 'vault file')).toHaveLength(32)
  })
})
