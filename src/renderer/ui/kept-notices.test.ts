import { describe, expect, it } from 'vitest'
import { arrangementSchema } from '../../shared/model/arrangement.ts'
import { allRead, withNews, withOneRead } from './kept-notices.ts'

const news = { tone: 'info', title: 'Saved' } as const

describe('what is kept of the news', () => {
  it('begins with the latest, not read yet', () => {
    const kept = withNews(withNews([], news, 1), { tone: 'error', title: 'Full', reference: 'A-1' }, 2)
    expect(kept.map(({ title, isRead, reference }) => [title, isRead, reference])).toEqual([
      ['Full', false, 'A-1'],
      ['Saved', false, null],
    ])
  })

  it('has the same news in a row once, with the time of the last', () => {
    const kept = withNews(withNews([], news, 1_000), news, 2_000)
    expect(kept.map(({ atMs }) => atMs)).toEqual([2_000])
    expect(withNews(kept, news, 90_000)).toHaveLength(2)
  })

  it('is what the contract takes, however long and broken the texts are, and 200 at most', () => {
    const long = { tone: 'error', title: '\ud800'.repeat(400), body: '😀'.repeat(900) } as const
    const notices = Array.from({ length: 230 }).reduce<ReturnType<typeof withNews>>(
      (kept, _one, index) => withNews(kept, { ...long, reference: String(index) }, index),
      [],
    )
    expect(notices).toHaveLength(200)
    expect(notices[0]?.reference).toBe('229')
    expect(arrangementSchema.safeParse({ kind: 'notices', notices }).success).toBe(true)
  })

  it('is read one by one, or all at once', () => {
    const kept = withNews(withNews([], news, 1), { ...news, title: 'Sent' }, 2)
    const [latest] = kept
    expect(withOneRead(kept, latest?.id ?? '').map(({ isRead }) => isRead)).toEqual([true, false])
    const read = allRead(kept)
    expect(read.every(({ isRead }) => isRead)).toBe(true)
    expect(allRead(read)).toBe(read)
  })
})
