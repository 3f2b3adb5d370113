import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { fakeNowMs, type FakeState, madeUpItems } from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import { account, openDetails } from './test-support/open-details.tsx'

afterEach(cleanup)

describe('the text of a page', () => {
  const [page] = madeUpItems(account, 'page', 1)
  const content: FakeState['contents'][string] = {
    text: '# Notes\n\n- [x] Draft',
    fetchedAtMs: fakeNowMs,
    isComplete: true,
    error: null,
  }
  const openText = async (changes: Partial<typeof content> = {}) => {
    const opened = openDetails(
      { items: [page!], contents: { [page!.key]: { ...content, ...changes } } },
      page,
    )
    // It costs a call, so that it is fetched when somebody wants to read it.
    await screen.findByRole('tab', { name: 'Text' })
    expect(opened.fake.inputsOf('items.content')).toEqual([])
    await userEvent.click(screen.getByRole('tab', { name: 'Text' }))
    return opened
  }

  it('is drawn, with the time of which it is', async () => {
    await openText()
    expect(await screen.findByRole('heading', { name: 'Notes' })).toBeTruthy()
    expect(screen.getByText('Draft')).toBeTruthy()
    expect(screen.getByText('Done:')).toBeTruthy()
    expect(screen.getByText(/^As of Nov 20, 2026, 12:00.PM, kept on this computer$/)).toBeTruthy()
    expect(screen.queryByText(/goes on in/)).toBeNull()
  })

  it('stays readable as it was kept when a newer one cannot be fetched, and says so', async () => {
    await openText({ error: { kind: 'offline' } })
    expect(await screen.findByText(/a newer text could not be fetched\. Offline\./)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Notes' })).toBeTruthy()
  })

  it('says where the rest is when it is not complete', async () => {
    const { fake } = await openText({ isComplete: false })
    expect(await screen.findByText('The page goes on in Harbour.')).toBeTruthy()
    const panel = within(screen.getByRole('tabpanel'))
    await userEvent.click(panel.getByRole('button', { name: 'Open in Harbour' }))
    expect(fake.inputsOf('app.openItemPage')).toEqual([{ key: page!.key }])
  })

  it('says so when nothing is written there', async () => {
    await openText({ text: ' \n' })
    expect(await screen.findByText('Nothing is written on this page')).toBeTruthy()
  })

  it('says what went wrong when there is not even a kept one', async () => {
    openDetails({ items: [page!], details: { [page!.key]: { hasContent: true } } }, page, (fake) => {
      fake.override('items', 'content', () =>
        Promise.resolve(failWith({ kind: 'provider-down', status: 502 }, 'N-502')),
      )
    })
    await userEvent.click(await screen.findByRole('tab', { name: 'Text' }))
    expect((await screen.findByRole('alert')).textContent).toContain('N-502')
  })

  it('R31 is words and nothing but words: no markup, no link, no picture of it comes to life', async () => {
    await openText({
      text: [
        '<img src="https://evil.example/x.png" onerror="alert(1)">',
        '[Sign in](https://evil.example/login) and [run](javascript:alert(1))',
        '![chart](https://evil.example/pixel.png)',
        '<script>alert(1)</script>',
      ].join('\n'),
    })
    expect(await screen.findByText(/<img src=/)).toBeTruthy()
    expect(screen.getByText('(https://evil.example/login)')).toBeTruthy()
    expect(screen.getByText(/<script>/)).toBeTruthy()
    expect(screen.getByRole('tabpanel').textContent).not.toContain('pixel.png')
    expect(screen.getByRole('tabpanel').textContent).not.toContain('javascript:')
    expect(document.body.querySelector('img, a, script, iframe')).toBeNull()
  })
})
