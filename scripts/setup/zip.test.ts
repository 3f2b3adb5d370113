import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { zipFiles } from './zip.mjs'

const STORED = 0
const DEFLATED = 8

interface Entry {
  readonly name: string
  readonly text: string
  readonly method: number
  readonly mode: number
}

/** Writes an archive by the format's description: local headers with bodies, the central directory, its end. */
function zip(entries: readonly Entry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, method, mode } of entries) {
    const packed = method === STORED ? Buffer.from(text) : zlib.deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 'latin1')
    local.writeUInt16LE(name.length, 26)
    // Extra fields of different lengths in the two headers, as real archivers write them.
    local.writeUInt16LE(4, 28)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 'latin1')
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt16LE(2, 30)
    central.writeUInt16LE(mode, 40)
    central.writeUInt32LE(offset, 42)
    const body = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), packed])
    bodies.push(body)
    directory.push(Buffer.concat([central, Buffer.from(name), Buffer.alloc(2)]))
    offset += body.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

describe('reading a zip archive', () => {
  it('gives every file with its content and its permissions, stored or deflated', () => {
    const archive = zip([
      { name: 'a/plain.txt', text: 'plain', method: STORED, mode: 0o100644 },
      { name: 'a/packed', text: 'packed '.repeat(100), method: DEFLATED, mode: 0o100755 },
    ])
    const files = [...zipFiles(archive)].map(({ name, mode, content }) => ({
      name,
      mode,
      text: content().toString(),
    }))
    expect(files).toEqual([
      { name: 'a/plain.txt', mode: 0o644, text: 'plain' },
      { name: 'a/packed', mode: 0o755, text: 'packed '.repeat(100) },
    ])
  })

  it('leaves out folders and names that lead out of the target folder', () => {
    const archive = zip([
      { name: 'a/', text: '', method: STORED, mode: 0o40755 },
      { name: 'a/../../evil', text: 'x', method: STORED, mode: 0o100644 },
      { name: 'a/good', text: 'x', method: STORED, mode: 0o100644 },
    ])
    expect([...zipFiles(archive)].map((file) => file.name)).toEqual(['a/good'])
  })

  it('refuses what is no archive', () => {
    expect(() => [...zipFiles(Buffer.from('not a zip'))]).toThrow('not a zip archive')
  })
})
