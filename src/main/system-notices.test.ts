import { describe, expect, it } from 'vitest'
import copy from '../shared/copy/en/system-notices.json' with { type: 'json' }
import { accountIdSchema } from '../shared/model/account.ts'
import { createSystemNotices, type NoticePlace, type Situation } from './system-notices.ts'

const account = accountIdSchema.parse('account-1')
const calm: Situation = {
  workspaceId: 'w1',
  needsYouCount: 0,
  toReconnect: new Map(),
  failed: new Map(),
}

function watch({ isWanted = true, isFocused = false, isSupported = true } = {}) {
  const shown: { title: string; body: string; onClick: () => void }[] = []
  const chosen: NoticePlace[] = []
  let situation: Situation | null = null
  const notices = createSystemNotices({
    notifier: { isSupported: () => isSupported, show: (notice) => void shown.push(notice) },
    read: () => Promise.resolve(situation),
    isWanted: () => isWanted,
    isFocused: () => isFocused,
    copy: () => copy,
    onChosen: (place) => void chosen.push(place),
  })
  const become = (next: Partial<Situation> | null): Promise<void> => {
    situation = next === null ? null : { ...calm, ...next }
    return notices.changed()
  }
  return { shown, chosen, become, titles: () => shown.map(({ title }) => title) }
}

describe('notices of the system', () => {
  it('tell by numbers and names of providers alone what came up, and lead there', async () => {
    const { shown, chosen, become, titles } = watch()
    await become({})
    await become({ needsYouCount: 1 })
    await become({ needsYouCount: 3, toReconnect: new Map([[account, 'HubSpot']]) })
    await become({ needsYouCount: 3, failed: new Map([[account, 'Notion']]) })
    expect(titles()).toEqual([
      '1 change needs you',
      '3 changes need you',
      'HubSpot has to be connected again',
      'Loading from Notion failed',
    ])
    for (const { onClick } of shown) onClick()
    expect(chosen).toEqual(['outbox', 'outbox', 'connections', 'sync'])
  })

  it('tell nothing of what stood already, of what became less, and of another workspace', async () => {
    const { become, titles } = watch()
    await become({ needsYouCount: 2 })
    await become({ needsYouCount: 2 })
    await become({ needsYouCount: 1 })
    await become({ workspaceId: 'w2', needsYouCount: 5 })
    await become(null)
    await become({ workspaceId: 'w2', needsYouCount: 9 })
    expect(titles()).toEqual([])
  })

  it.each([
    ['nobody asked for them', { isWanted: false }],
    ['the window is in front', { isFocused: true }],
    ['no service shows them', { isSupported: false }],
  ])('stay away where %s, and do not come later', async (_why, options) => {
    const { become, titles } = watch(options)
    await become({})
    await become({ needsYouCount: 1 })
    expect(titles()).toEqual([])
  })
})
