import { emptyReply, type SandboxReply } from '../exchange.ts'
import { digest } from './account.ts'
import { notFound } from './errors.ts'
import type { KeptAttachment } from './sample/making.ts'

const CONTENT: Record<string, string> = {
  'image/svg+xml':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#4a6fa5"/></svg>',
  'text/csv': 'item,count\nrope,3\nbuoy,12\n',
}

/** Kept attachments with addresses that work until a moment (field model: they "expire after 2 hours"). */
export function addressAttachments(cell: unknown, origin: string, expiresMs: number): unknown {
  if (!Array.isArray(cell)) return undefined
  return (cell as KeptAttachment[]).map(({ id, ...kept }) => {
    const address = (size: string): string => {
      const path = `${Math.floor(expiresMs)}/${id}/${size}`
      return `${origin}/v3/u/40/40/${path}/${digest(`attachment ${path}`).slice(0, 32)}?type=${encodeURIComponent(kept.type)}`
    }
    const { width, height } = kept
    if (width === undefined || height === undefined) return { id, url: address('full'), ...kept }
    const thumbnails = {
      small: { url: address('small'), width: 48, height: 36 },
      large: { url: address('large'), width: 512, height: 384 },
      full: { url: address('full'), width: 3000, height: 3000 },
    }
    return { id, ...{ width, height }, url: address('full'), ...kept, thumbnails }
  })
}

/** What an attachment's address gives: the file, and 410 once it has expired. No token is asked for. */
export function serveAttachment(segments: readonly string[], type: string, nowMs: number): SandboxReply {
  const [expires = '', id = '', size = '', seal = ''] = segments
  if (seal !== digest(`attachment ${expires}/${id}/${size}`).slice(0, 32)) return notFound()
  if (Number(expires) <= nowMs) return emptyReply(410)
  const isImage = size !== 'full' || type.startsWith('image/')
  const shown = isImage ? 'image/svg+xml' : 'text/csv'
  return {
    status: 200,
    headers: { 'content-type': shown, 'content-security-policy': "default-src 'none'; sandbox" },
    body: CONTENT[shown] ?? '',
  }
}
