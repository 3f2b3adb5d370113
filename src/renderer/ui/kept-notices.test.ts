import { describe, expect, it } from 'vitest'
import { arrangementSchema } from '../../shared/model/arrangement.ts'
import { told } from '../copy/told.ts'
import { allRead, withNews, withOneRead } from './kept-notices.ts'
import type { News } from './notify.ts'

const saved = told('localApi:token.copied')
const full = told('localApi:token.revoked')
const news = { tone: 'info', title: saved } as const

describe('what is kept of the news', () => {
  it('begins with the latest, not read yet', () => {
    const kept = withNews(withNews([], news, 1), { tone: 'error', title: full, reference: 'A-1' }, 2)
    expect(kept.map(({ title, isRead, reference }) => [title, isRead, reference])).toEqual([
      [full, false, 'A-1'],
      [saved, false, null],
    ])
  })

  it('has the same news in a row once, with the time of the last', () => {
    const kept = withNews(withNews([], news, 1_000), news, 2_000)
    expect(kept.map(({ atMs }) => atMs)).toEqual([2_000])
    expect(withNews(kept, news, 90_000)).toHaveLength(2)
  })

  it('is what the contract takes, however long and broken the texts are, and 200 at most', () => {
    const long: News = {
      tone: 'error',
      title: told('views:saved', { name: '\ud800'.repeat(4_000) }),
      body: Array.from({ length: 30 }, () => '😀'.repeat(900)),
    }
    const notices = Array.from({ length: 230 }).reduce<ReturnType<typeof withNews>>(
      (kept, _one, index) => withNews(kept, { ...long, reference: String(index) }, index),
      [],
    )
    expect(notices).toHaveLength(200)
    expect(notices[0]?.reference).toBe('229')
    expect(arrangementSchema.safeParse({ kind: 'notices', notices }).success).toBe(true)
  })

  it('is what stays true, where the title is true for a moment only', () => {
    const [kept] = withNews([], { ...news, title: told('contacts:saved.now'), lasting: saved }, 1)
    expect(kept?.title).toEqual(saved)
  })

  it('is read one by one, or all at once', () => {
    const kept = withNews(withNews([], news, 1), { ...news, title: full }, 2)
    const [latest] = kept
    expect(withOneRead(kept, latest?.id ?? '').map(({ isRead }) => isRead)).toEqual([true, false])
    const read = allRead(kept)
    expect(read.every(({ isRead }) => isRead)).toBe(true)
    expect(allRead(read)).toBe(read)
  })
})
