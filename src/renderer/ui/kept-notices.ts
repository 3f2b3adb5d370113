import type { KeptNotice } from '../../shared/model/arrangement.ts'
import { wellFormedStart } from '../../shared/text.ts'
import { type News, newsKey } from './notify.ts'

const mostKept = 200
/** Parts of a body; a refusal may name dozens of fields. */
const mostParts = 10
/** The same news again so soon is the same news. */
const againMs = 60_000

/** Puts news before what is kept; the oldest makes room. */
export function withNews(
  kept: readonly KeptNotice[],
  news: News,
  atMs: number,
  isRead = false,
): readonly KeptNotice[] {
  const [latest, ...rest] = kept
  const next: KeptNotice = {
    id: crypto.randomUUID(),
    atMs,
    tone: news.tone,
    title: news.lasting ?? news.title,
    body: (news.body ?? [])
      .slice(0, mostParts)
      .map((part) => (typeof part === 'string' ? wellFormedStart(part, 600) : part)),
    href: news.href ?? null,
    reference: news.reference ?? null,
    isRead,
  }
  const isSame = latest !== undefined && newsKey(latest) === newsKey(next) && atMs - latest.atMs < againMs
  return [next, ...(isSame ? rest : kept)].slice(0, mostKept)
}

/** Answers the very list where nothing was unread. */
export const allRead = (kept: readonly KeptNotice[]): readonly KeptNotice[] =>
  kept.every(({ isRead }) => isRead) ? kept : kept.map((notice) => ({ ...notice, isRead: true }))

export const withOneRead = (kept: readonly KeptNotice[], id: string): readonly KeptNotice[] =>
  kept.map((notice) => (notice.id === id ? { ...notice, isRead: true } : notice))
