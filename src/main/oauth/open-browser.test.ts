import { describe, expect, it } from 'vitest'
import { openedIn } from './open-browser.ts'

const link = new URL('https://app.example.com/authorize')

function inHand(...works: boolean[]) {
  const opened: string[] = []
  let ends = 0
  const openBrowser = async (url: URL): Promise<boolean> => {
    opened.push(url.href)
    return works.shift() ?? true
  }
  return { opened, ends: () => ends, page: openedIn(openBrowser, link, () => (ends += 1)) }
}

describe('a sign-in page in the user’s own browser', () => {
  it('can be opened again, and nobody waits for it any more once it is closed', async () => {
    const { opened, ends, page } = inHand(true, false, true)
    const result = await page
    if (!result.ok) throw new Error(result.error.kind)
    expect(result.value.link).toBe(link)
    expect(ends()).toBe(0)
    expect(await result.value.openAgain()).toEqual({ ok: false, error: { kind: 'browser-not-opened' } })
    expect(await result.value.openAgain()).toEqual({ ok: true, value: null })
    expect(opened).toEqual([link.href, link.href, link.href])
    expect(ends()).toBe(0)
    await result.value.close()
    expect(ends()).toBe(1)
  })

  it('that does not open is waited for by nobody', async () => {
    const { ends, page } = inHand(false)
    expect(await page).toEqual({ ok: false, error: { kind: 'browser-not-opened' } })
    expect(ends()).toBe(1)
  })
})
