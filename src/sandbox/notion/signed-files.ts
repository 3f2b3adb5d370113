import type { Json } from './rich-text.ts'

/** For how long the address of an uploaded file is good; clients must not keep it. */
const FILE_LIFE_MS = 3_600_000

/**
 * Gives an uploaded file an address that expires, as every answer does anew; anything else stays as it is.
 * `value` is what stands in a block or in a list of files: `{ type: 'file', file: { url } }`.
 */
export function signFile(value: Json, nowMs: number): Json {
  if (value.type !== 'file') return value
  const { url } = value.file as { url: string }
  const query = new URLSearchParams({
    'X-Amz-Date': new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, ''),
    'X-Amz-Expires': String(FILE_LIFE_MS / 1000),
    'X-Amz-Signature': '5f1c7e8d9b0a',
  })
  const file = {
    url: `${url}?${query.toString()}`,
    expiry_time: new Date(nowMs + FILE_LIFE_MS).toISOString(),
  }
  return { ...value, file }
}
