import type { AppError } from '../../shared/errors.ts'
import type { ChartFile } from '../../shared/model/insights.ts'
import { err, ok, type Result } from '../../shared/result.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Px of a side: several times that of any screen. */
const LONGEST_SIDE = 16_384
/** Length, type, width, height, five bytes more and a checksum (PNG specification, 11.2.2). */
const HEADER_END = 33
/** The last chunk, which is empty (11.2.5). */
const END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

/** What is to be written; refused where it is not what it says that it is. */
export function chartFileBytes(file: ChartFile): Result<Uint8Array, AppError> {
  // With its mark, programs for tables know that it is UTF-8.
  if (file.kind === 'csv') return ok(Buffer.from(`\uFEFF${file.text}`, 'utf8'))
  const bytes = Buffer.from(file.base64, 'base64')
  return isPng(bytes) ? ok(bytes) : err({ kind: 'invalid-request', detail: 'not a picture' })
}

function isPng(bytes: Buffer): boolean {
  if (bytes.length < HEADER_END + END.length || !SIGNATURE.every((byte, n) => bytes[n] === byte)) return false
  if (bytes.readUInt32BE(8) !== 13 || bytes.toString('latin1', 12, 16) !== 'IHDR') return false
  const sides = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (!sides.every((side) => side > 0 && side <= LONGEST_SIDE)) return false
  return bytes.subarray(-END.length).equals(Buffer.from(END))
}
