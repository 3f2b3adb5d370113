import zlib from 'node:zlib'

const END_OF_CENTRAL_DIRECTORY = Buffer.from([0x50, 0x4b, 5, 6])
const STORED = 0

/**
 * The files of a zip archive, folders left out. Needs no program: a bare Debian has none that reads zip.
 * Reads the classic format (APPNOTE.TXT 4.3.12 and 4.3.16); archives over 4 GB are not understood.
 *
 * @param {Buffer} zip
 * @returns {Generator<{ name: string, mode: number, content: () => Buffer }>} `mode` holds Unix permission bits
 */
export function* zipFiles(zip) {
  const end = zip.lastIndexOf(END_OF_CENTRAL_DIRECTORY)
  if (end < 0) throw new Error('not a zip archive')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const method = zip.readUInt16LE(at + 10)
    const size = zip.readUInt32LE(at + 20)
    const nameLength = zip.readUInt16LE(at + 28)
    const mode = zip.readUInt16LE(at + 40) & 0o777
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    if (name === '' || name.endsWith('/') || name.split('/').includes('..')) continue
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + size)
    yield { name, mode, content: () => (method === STORED ? packed : zlib.inflateRawSync(packed)) }
  }
}
