import { jsonReply, type SandboxReply } from '../exchange.ts'
import { COLLABORATORS, USER } from './account.ts'
import { errorReply, invalidRequest } from './errors.ts'
import { makeId } from './ids.ts'
import type { KeptRecord } from './record-store.ts'

const TEXTS = [
  'Looks good to me 👍',
  'Please check with @[usrPlaceholderXXX] first.',
  '<script>alert("comment")</script>',
  'هل يمكنك تأكيد ذلك؟',
  'Moved to next week.\n\nSorry!',
]
const FIRST_MS = Date.UTC(2026, 8, 1)

/** Most records have no comment, and one in sixteen has more than a page of them. */
export function commentCountOf(recordId: string): number {
  const draw = recordId.charCodeAt(5) % 16
  return draw === 0 ? 130 : draw < 12 ? 0 : draw - 11
}

/** `GET …/{record}/comments`: the newest first, at most 100 a page (list comments reference). */
export function listComments(record: KeptRecord, query: URLSearchParams): SandboxReply {
  const pageSize = Number(query.get('pageSize') ?? 100)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100) return invalidRequest()
  const count = commentCountOf(record.id)
  const ids = Array.from({ length: count }, (_, at) => makeId('com', record.id, at))
  const offset = query.get('offset') ?? ''
  const start = offset === '' ? 0 : ids.indexOf(offset)
  if (start < 0) return errorReply(422, 'INVALID_OFFSET_VALUE', `The value of offset ${offset} is invalid`)
  const comments = ids.slice(start, start + pageSize).map((id, at) => {
    const place = start + at
    const author = COLLABORATORS[place % COLLABORATORS.length] ?? USER
    const text = TEXTS[place % TEXTS.length] ?? ''
    const createdMs = FIRST_MS - place * 3_600_000
    return {
      id,
      author,
      text: text.replace('usrPlaceholderXXX', USER.id),
      createdTime: new Date(createdMs).toISOString(),
      lastUpdatedTime: place % 4 === 3 ? new Date(createdMs + 60_000).toISOString() : null,
      ...(text.includes('@[')
        ? { mentioned: { [USER.id]: { type: 'user', ...USER, displayName: USER.name } } }
        : {}),
    }
  })
  // The offset is null at the end here, unlike that of a record listing.
  return jsonReply(200, { comments, offset: ids[start + pageSize] ?? null })
}
