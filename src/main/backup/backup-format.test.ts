import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createHeader, headerLength, openHeader, readHeader } from './backup-header.ts'
import { encodeManifest, type Manifest } from './manifest.ts'
import { lookAtBackup, openBackup, readPieces } from './open-backup.ts'
import { openPiece, pieceBytes, pieceCount, placeOfPiece, sealedBytes, sealPiece } from './sealed-pieces.ts'
import { ok } from '../../shared/result.ts'

const passphrase = 'three harbours at dusk'
const key = Buffer.alloc(32, 5).toString('base64')
const manifest: Manifest = {
  ...{ appVersion: '1.2.3', madeAtMs: 5, hasSignIns: false, accounts: [], providers: [], history: [] },
  workspace: { user: 'Ana', organisation: 'Acme', createdAtMs: 1 },
  files: {
    cache: { bytes: 2 * pieceBytes + 99, version: 5, key, count: 7 },
    outbox: { bytes: 50, version: 3, key, count: 2 },
  },
}

/** A whole backup, made once: its key costs 128 MB and half a second. */
let whole: Buffer
/** What lies behind the manifest. */
const behind = Buffer.alloc(manifest.files.cache.bytes + manifest.files.outbox.bytes, 'page ')

async function sealed(plain: Buffer): Promise<Buffer> {
  const { header, key: fileKey } = await createHeader(passphrase, plain.length)
  const pieces = Array.from({ length: pieceCount(plain.length) }, (_, index) =>
    sealPiece(fileKey, header, index, plain.subarray(index * pieceBytes, (index + 1) * pieceBytes)),
  )
  return Buffer.concat([header.bytes, ...pieces])
}

beforeAll(async () => {
  whole = await sealed(Buffer.concat([encodeManifest(manifest), behind]))
})

async function fileWith(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-backup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'a.portolan-backup')
  await writeFile(file, bytes)
  return file
}

/** What becomes of the file from the first look to the last piece. */
async function readAll(bytes: Uint8Array): Promise<string | Buffer> {
  const file = await fileWith(bytes)
  const opened = await openBackup(file, passphrase)
  if (!opened.ok) return opened.error.kind
  const parts: Buffer[] = []
  const read = await readPieces(file, opened.value, new AbortController().signal, async (plain) => {
    parts.push(plain)
    return ok(null)
  })
  return read.ok ? Buffer.concat(parts) : read.error.kind
}

const changed = (at: number, bytes: Buffer = whole): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 1
  return copy
}

/** With the checksum that belongs to it: as somebody would make it who knows the format. */
const forged = (change: (header: Buffer) => void): Buffer => {
  const copy = Buffer.from(whole)
  change(copy)
  createHash('sha256').update(copy.subarray(0, 106)).digest().copy(copy, 106)
  return copy
}

describe('the file of a backup', () => {
  it('59: gives back what was put into it', async () => {
    expect(whole.length).toBe(sealedBytes(encodeManifest(manifest).length + behind.length))
    expect(await readAll(whole)).toEqual(behind)
    expect(await readFile(await fileWith(whole))).toEqual(whole)
  })

  it('59: tells a wrong passphrase from damage', async () => {
    const file = await fileWith(whole)
    expect(await openBackup(file, `${passphrase}!`)).toEqual({
      ok: false,
      error: { kind: 'wrong-passphrase' },
    })
  })

  it('59: is refused with any byte of its header changed, without any key being derived', () => {
    for (let at = 0; at < headerLength; at += 1) {
      const read = readHeader(changed(at))
      // A later format may be laid out otherwise: its number is believed.
      const kind = at < 16 ? 'not-a-backup' : at === 16 || at === 17 ? 'backup-too-new' : 'backup-damaged'
      const wanted = at === 17 ? ['backup-too-new', 'backup-damaged'] : [kind]
      expect(wanted, `byte ${at}`).toContain(read.ok ? 'accepted' : read.error.kind)
    }
  })

  it.each([
    ['the length of the manifest', headerLength],
    ['the manifest', headerLength + 100],
    ['the middle of the first piece', headerLength + 500_000],
    ['the tag of the first piece', headerLength + pieceBytes + 3],
    ['the second piece', headerLength + pieceBytes + 16 + 9],
    ['the last piece', headerLength + 2 * (pieceBytes + 16) + 1],
  ])('59: is refused with a byte changed in %s', async (_, at) => {
    expect(await readAll(changed(at))).toBe('backup-damaged')
  })

  it('59: is refused when it is cut anywhere, at the border of a piece too', async () => {
    const borders = [0, 1, 2].map((index) => headerLength + index * (pieceBytes + 16))
    for (const length of [17, 18, 60, ...borders, ...borders.map((one) => one + 5), whole.length - 1]) {
      const looked = await lookAtBackup(await fileWith(whole.subarray(0, length)))
      expect(looked, `cut at ${length}`).toEqual({ ok: false, error: { kind: 'backup-cut-short' } })
    }
    for (const length of [0, 1]) {
      const looked = await lookAtBackup(await fileWith(whole.subarray(0, length)))
      expect(looked.ok ? 'accepted' : looked.error.kind).toMatch(/^(not-a-backup|backup-cut-short)$/)
    }
    const longer = await lookAtBackup(await fileWith(Buffer.concat([whole, Buffer.of(0)])))
    expect(longer).toEqual({ ok: false, error: { kind: 'backup-damaged' } })
  })

  it('59: is refused when it is cut at a border and its header says so', async () => {
    // The length is bound to the key, so the passphrase does not open it any more.
    const length = headerLength + pieceBytes + 16
    const cut = forged((header) => header.writeBigUInt64BE(BigInt(pieceBytes), 22)).subarray(0, length)
    expect(await readAll(cut)).toBe('wrong-passphrase')
  })

  it('59: does not open a piece in another place, from another file, or as the last one', async () => {
    const { header, key: fileKey } = await createHeader(passphrase, 3 * pieceBytes)
    const other = await createHeader(passphrase, 3 * pieceBytes)
    const plain = Buffer.alloc(pieceBytes, 7)
    const piece = sealPiece(fileKey, header, 1, plain)
    expect(openPiece(fileKey, header, 1, piece)).toEqual(plain)
    for (const index of [0, 2]) expect(openPiece(fileKey, header, index, piece)).toBeNull()
    expect(openPiece(fileKey, other.header, 1, piece)).toBeNull()
    expect(openPiece(other.key, header, 1, piece)).toBeNull()
    expect(openPiece(fileKey, { ...header, plainBytes: 2 * pieceBytes }, 1, piece)).toBeNull()
    expect(placeOfPiece(header, 2)).toEqual({
      position: headerLength + 2 * (pieceBytes + 16),
      length: pieceBytes + 16,
    })
  })

  it.each([
    ['N of 2^30', (header: Buffer) => header.writeUInt8(30, 18)],
    ['N of 2^19', (header: Buffer) => header.writeUInt8(19, 18)],
    ['N of 2^1', (header: Buffer) => header.writeUInt8(1, 18)],
    ['N of 2^255', (header: Buffer) => header.writeUInt8(255, 18)],
    ['r of 255', (header: Buffer) => header.writeUInt8(255, 19)],
    ['p of 200', (header: Buffer) => header.writeUInt8(200, 20)],
    ['p of 0', (header: Buffer) => header.writeUInt8(0, 20)],
    ['an endless length', (header: Buffer) => header.writeBigUInt64BE(2n ** 64n - 1n, 22)],
  ])('59: is refused before any memory is taken with %s', (_, change) => {
    expect(readHeader(forged(change))).toEqual({ ok: false, error: { kind: 'backup-damaged' } })
  })

  it('59: of a newer format is told as that, and any other file as no backup', async () => {
    const newer = forged((header) => header.writeUInt16BE(2, 16))
    expect(readHeader(newer)).toEqual({ ok: false, error: { kind: 'backup-too-new' } })
    for (const bytes of [Buffer.from('SQLite format 3\0'.repeat(20)), Buffer.from('%PDF'), Buffer.alloc(0)]) {
      expect(await lookAtBackup(await fileWith(bytes))).toEqual({
        ok: false,
        error: { kind: 'not-a-backup' },
      })
    }
    expect(await lookAtBackup(tmpdir())).toEqual({ ok: false, error: { kind: 'not-a-backup' } })
    expect(await lookAtBackup(path.join(tmpdir(), 'portolan-is-not-there'))).toEqual({
      ok: false,
      error: { kind: 'file-not-read' },
    })
  })

  it('59: with a manifest that this version does not know was made by a newer one', async () => {
    const plain = Buffer.concat([encodeManifest({ ...manifest, more: 1 } as Manifest), behind])
    expect(await readAll(await sealed(plain))).toBe('backup-too-new')
  })

  it('59: names lengths that fit, or is damaged', async () => {
    const plain = Buffer.concat([encodeManifest(manifest), behind.subarray(1)])
    expect(await readAll(await sealed(plain))).toBe('backup-damaged')
    const endless = Buffer.alloc(100)
    endless.writeUInt32BE(0xffff_ffff)
    expect(await readAll(await sealed(endless))).toBe('backup-damaged')
  })

  it('never gives the same bytes twice', async () => {
    const made = [await createHeader(passphrase, 5), await createHeader(passphrase, 5)]
    expect(made[0]!.key).not.toEqual(made[1]!.key)
    expect(made[0]!.header.bytes).not.toEqual(made[1]!.header.bytes)
    expect(await openHeader(made[0]!.header, passphrase)).toEqual(made[0]!.key)
  })
})
