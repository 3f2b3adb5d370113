import { createHmac } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import {
  checkOf,
  isSame,
  readKeyFile,
  removeUnfinishedWrites,
  writeKeyFile,
  type KeyFile,
  type KeySeal,
} from './key-file.ts'

const base64 = (length: number): string => Buffer.alloc(length, 7).toString('base64')
const byKeyStore: KeySeal = { by: 'key-store', backend: 'fake', sealed: base64(40), check: base64(32) }
const byPassphrase: KeySeal = {
  ...{ by: 'passphrase', kdf: 'scrypt', N: 2 ** 17, r: 8, p: 1 },
  ...{ salt: base64(16), nonce: base64(12), tag: base64(16), sealed: base64(32) },
}
const unreadable = { found: 'unreadable' }

function fileWith(content: unknown): string {
  const file = path.join(temporaryFolder(), 'master-key.json')
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const readBack = (content: unknown) => readKeyFile(fileWith(content))

describe('what lies in the key file', () => {
  it.each<[string, KeyFile]>([
    ['of the key store', { key: byKeyStore, next: null }],
    ['of a passphrase', { key: byPassphrase, next: null }],
    ['and one that takes its place', { key: byKeyStore, next: { ...byKeyStore, sealed: base64(41) } }],
    ['of a passphrase, and one that takes its place', { key: byPassphrase, next: byPassphrase }],
  ])('is read as it was written: a key %s', async (_what, content) => {
    const file = path.join(temporaryFolder(), 'master-key.json')
    expect(await writeKeyFile(file, content)).toEqual({ ok: true, value: null })
    expect(await readKeyFile(file)).toEqual({ found: 'file', file: content })
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ format: 2, ...content })
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    expect(fs.readdirSync(path.dirname(file))).toEqual(['master-key.json'])
  })

  it('of the first format is one of the key store, with none to take its place', async () => {
    const { backend, sealed, check } = byKeyStore
    expect(await readBack({ format: 1, backend, wrapped: sealed, check })).toEqual({
      found: 'file',
      file: { key: byKeyStore, next: null },
    })
  })

  it.each<[string, unknown]>([
    ['of a newer format', { format: 3, key: byKeyStore, next: null }],
    ['of no format', { key: byKeyStore, next: null }],
    ['that does not say what comes next', { format: 2, key: byKeyStore }],
    ['with something besides', { format: 2, key: byKeyStore, next: null, more: 1 }],
    ['with something besides in its seal', { format: 2, key: { ...byKeyStore, more: 1 }, next: null }],
    ['sealed by something unknown', { format: 2, key: { ...byKeyStore, by: 'wish' }, next: null }],
    ['whose seal is no base64', { format: 2, key: { ...byKeyStore, sealed: '§' }, next: null }],
    ['whose check is no base64', { format: 2, key: { ...byKeyStore, check: '§' }, next: null }],
    [
      'under one kind of seal, and the next under another',
      { format: 2, key: byKeyStore, next: byPassphrase },
    ],
    ['of the first format whose seal is no base64', { format: 1, backend: '', wrapped: '§', check: '' }],
    ['of the first format whose check is no base64', { format: 1, backend: '', wrapped: '', check: '§' }],
    ['of the first format with more', { format: 1, backend: '', wrapped: '', check: '', next: null }],
    ['that is no JSON', '{'],
  ])('R38: is no key %s', async (_what, content) => {
    expect(await readBack(content)).toEqual(unreadable)
  })

  it('R70: has 64 KiB at most', async () => {
    const json = JSON.stringify({ format: 2, key: byKeyStore, next: null })
    expect(await readBack(json.padEnd(65_536))).toMatchObject({ found: 'file' })
    expect(await readBack(json.padEnd(65_537))).toEqual(unreadable)
  })

  it('is told apart from nothing at all', async () => {
    const folder = temporaryFolder()
    expect(await readKeyFile(path.join(folder, 'master-key.json'))).toEqual({ found: 'nothing' })
    expect(await readKeyFile(path.join(folder, 'gone', 'master-key.json'))).toEqual({ found: 'nothing' })
    // A file where the folder should be.
    expect(await readKeyFile(path.join(fileWith('x'), 'master-key.json'))).toEqual(unreadable)
    expect(await readKeyFile(folder)).toEqual(unreadable)
  })
})

describe('a write of the key file', () => {
  it('that fails leaves what was there, and nothing of its own', async () => {
    const folder = temporaryFolder()
    // A folder stands where the file would have to be put.
    const file = path.join(folder, 'master-key.json')
    fs.mkdirSync(path.join(file, 'x'), { recursive: true })
    expect(await writeKeyFile(file, { key: byKeyStore, next: null })).toEqual({
      ok: false,
      error: { kind: 'storage-unavailable' },
    })
    expect(fs.readdirSync(folder)).toEqual(['master-key.json'])
    expect(fs.readdirSync(file)).toEqual(['x'])
  })

  it('takes the place of what was there', async () => {
    const file = fileWith('something longer than that: '.repeat(100))
    await writeKeyFile(file, { key: byKeyStore, next: null })
    expect(await readKeyFile(file)).toMatchObject({ found: 'file' })
  })

  it('R71: that was cut off is removed, and nothing else is', async () => {
    const file = fileWith('x')
    const folder = path.dirname(file)
    for (const name of [
      'master-key.json.1.tmp',
      'master-key.json.2.tmp',
      'master-key.json.old',
      'other.tmp',
    ]) {
      fs.writeFileSync(path.join(folder, name), '')
    }
    // What cannot be removed holds nothing up.
    fs.mkdirSync(path.join(folder, 'master-key.json.0.tmp', 'x'), { recursive: true })
    await removeUnfinishedWrites(file)
    expect(fs.readdirSync(folder).toSorted()).toEqual([
      'master-key.json',
      'master-key.json.0.tmp',
      'master-key.json.old',
      'other.tmp',
    ])
    await expect(
      removeUnfinishedWrites(path.join(folder, 'gone', 'master-key.json')),
    ).resolves.toBeUndefined()
  })
})

it('the check of a key is its HMAC over a fixed text, as all versions wrote it', () => {
  const key = new Uint8Array(32).fill(5)
  expect(checkOf(key)).toEqual(createHmac('sha256', key).update('portolan key check').digest())
})

it('bytes are the same where length and every byte are', () => {
  expect(isSame(Buffer.from('abc'), Buffer.from('abc'))).toBe(true)
  expect(isSame(Buffer.from('abc'), Buffer.from('abd'))).toBe(false)
  expect(isSame(Buffer.from('abc'), Buffer.from('ab'))).toBe(false)
})
