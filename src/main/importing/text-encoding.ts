import { open } from 'node:fs/promises'
import type { ImportFile } from '../../shared/model/import.ts'

export type Encoding = ImportFile['encoding']

const pieceBytes = 256 * 1_024

/** By its first bytes; without a mark UTF-8 where all of it is, else Windows' own, in which every byte is a letter. */
export async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  try {
    for await (const bytes of piecesOf(file)) {
      if (isFirst) {
        if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
        if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
      }
      isFirst = false
      decoder.decode(bytes, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (thrown) {
    if (thrown instanceof TypeError) return 'windows-1252'
    throw thrown
  }
}

/** The text of a file, piece by piece, without a mark at its beginning. */
export async function* textOf(
  file: string,
  encoding: Encoding,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decode = decoderOf(encoding)
  for await (const bytes of piecesOf(file)) {
    onRead(bytes.length)
    yield decode(bytes, false)
  }
  yield decode(new Uint8Array(), true)
}

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(pieceBytes), 0, pieceBytes)
      if (bytesRead === 0) return
      yield new Uint8Array(buffer.buffer, buffer.byteOffset, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

type Decode = (bytes: Uint8Array, isEnd: boolean) => string

function decoderOf(encoding: Encoding): Decode {
  if (encoding === 'windows-1252') return (bytes) => fromWindows1252(bytes)
  // Of the encodings of two bytes, every runtime has the one of little ends.
  const decoder = new TextDecoder(encoding === 'utf-8' ? 'utf-8' : 'utf-16le')
  const decode: Decode = (bytes, isEnd) => decoder.decode(bytes, { stream: !isEnd })
  return encoding === 'utf-16be' ? swapping(decode) : decode
}

function swapping(decode: Decode): Decode {
  let odd: readonly number[] = []
  return (bytes, isEnd) => {
    const all = Uint8Array.from([...odd, ...bytes])
    const even = all.length - (all.length % 2)
    odd = [...all.subarray(even)]
    const swapped = Buffer.from(all.subarray(0, even)).swap16()
    return decode(swapped, isEnd)
  }
}

/** What Windows has where Latin-1 has control characters (encoding.spec.whatwg.org, index windows-1252). */
const letters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (control) => letters.charAt(control.charCodeAt(0) - 0x80))
