import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { UpdateState } from '../../../../shared/model/updates.ts'
import { updateRefusals } from '../../../../shared/model/updates.ts'
import { createFakeClient, type FakeClient } from '../../../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'

afterEach(cleanup)

const ready: UpdateState = { state: 'ready', version: '1.4.0', notes: '- New: lists.', plan: 'on-quit' }

function open(updates: UpdateState): FakeClient {
  const workspace = aWorkspace()
  const fake = createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }) })
  fake.state.updates = updates
  renderApp(fake, '/settings/updates')
  return fake
}
const section = async () => within(await screen.findByRole('region', { name: 'Updates' }))
const status = async () => (await section()).findByRole('status')
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

describe('updates among the settings', () => {
  it.each([
    ['sources', /runs from its sources/],
    ['stand-in', /not for release/],
    ['no-release-key', /without a release key/],
  ] as const)('R81: are off (%s), say why, and offer nothing', async (reason, words) => {
    open({ state: 'off', reason })
    expect((await status()).textContent).toMatch(words)
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull()
    expect(screen.queryByRole('group', { name: 'Channel' })).toBeNull()
  })

  it('are looked for at a press, and chosen', async () => {
    const fake = open({ state: 'idle', checkedAtMs: null })
    fake.override('updates', 'check', () =>
      Promise.resolve({ ok: true, value: { state: 'idle', checkedAtMs: 1 } }),
    )
    await press('Check now')
    expect(await screen.findByText('This is the newest version.')).toBeTruthy()
    await press('Ask me')
    await press('Beta')
    await vi.waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([{ updates: 'ask' }, { updateChannel: 'beta' }])
    })
  })

  it('U13: say that the one that is ready installs at the end, after a copy; it can wait, or be had now', async () => {
    const fake = open(ready)
    expect((await status()).textContent).toBe(
      'Version 1.4.0 installs when you quit. A copy of your data is made first.',
    )
    await press('Later')
    expect(await screen.findByText('Version 1.4.0 is ready. It waits until you install it.')).toBeTruthy()
    const card = await section()
    await userEvent.click(card.getByRole('button', { name: 'Install on quit' }))
    expect(fake.inputsOf('updates.plan')).toEqual([{ plan: 'later' }, { plan: 'on-quit' }])
    expect(fake.inputsOf('updates.restart')).toEqual([])
    await press('Restart now')
    expect(fake.inputsOf('updates.restart')).toEqual([{}])
  })

  it('show what is new as a text, whatever is in it', async () => {
    const notes = '- <img src=x onerror=alert(1)> [here](https://evil.example) \u202e<script>x</script>'
    open({ ...ready, notes })
    const news = await screen.findByRole('region', { name: 'What is new in 1.4.0' })
    expect(news.textContent).toBe(notes)
    expect(news.querySelector('img, a, script')).toBeNull()
    expect(news.querySelector('bdi')).not.toBeNull()
  })

  it('lead to the page where the system installs packages', async () => {
    const fake = open({ state: 'notify-only', version: '1.4.0', notes: '' })
    expect((await status()).textContent).toMatch(/^Version 1.4.0 is there/)
    await press('Open the download page')
    expect(fake.inputsOf('updates.openPage')).toEqual([{}])
  })

  it('are fetched only when somebody asks, with how far that is', async () => {
    const fake = open({ state: 'available', version: '1.4.0', notes: '', bytes: 120_000_000 })
    await press('Download 1.4.0')
    expect(fake.inputsOf('updates.download')).toEqual([{}])
    fake.state.updates = { state: 'downloading', version: '1.4.0', notes: '', percent: 42 }
    fake.emit('updatesChanged', {})
    const bar = await screen.findByRole('progressbar', { name: 'State' })
    expect(bar.getAttribute('aria-valuenow')).toBe('42')
  })

  it.each(updateRefusals)(
    'R81: say why one was refused (%s), and that nothing was installed',
    async (reason) => {
      open({ state: 'refused', reason })
      const words = (await status()).textContent
      expect(words).toMatch(
        /^A newer version was offered and refused\. Nothing was installed, and your data is safe\./,
      )
      expect(words).not.toContain('updates.')
      expect(screen.getByRole('button', { name: 'Check now' })).toBeTruthy()
    },
  )
})

describe('the news of an update', () => {
  it('comes once, and leads to the settings', async () => {
    const fake = open({ state: 'idle', checkedAtMs: 1 })
    await status()
    fake.state.updates = ready
    fake.emit('updatesChanged', {})
    expect(await screen.findByText('Version 1.4.0 is ready')).toBeTruthy()
    fake.state.updates = { ...ready, plan: 'later' }
    fake.emit('updatesChanged', {})
    expect(await screen.findByText('Version 1.4.0 is ready. It waits until you install it.')).toBeTruthy()
    expect(screen.getAllByText('Version 1.4.0 is ready')).toHaveLength(1)
  })
})
