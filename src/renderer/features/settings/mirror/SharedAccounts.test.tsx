import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { failWith, succeed } from '../../../test-support/replies.ts'
import { account, dialogNamed, open, region, settings, shared, team } from './test-support/mirror-page.ts'

afterEach(cleanup)

describe('row 61: what the team shares', () => {
  it('is each account that somebody switches on, and none unasked', async () => {
    const { fake, user } = open({ state: 'connected', settings, team, accounts: [shared()] })
    const toggle = (await region('Shared accounts')).getByRole<HTMLInputElement>('switch')
    expect(toggle.checked).toBe(false)
    await user.click(toggle)
    await waitFor(() => {
      expect(fake.inputsOf('mirror.setAccount')).toEqual([{ accountId: account.id, isShared: true }])
    })
    expect(await screen.findByText(/^In step with the team. While the server/)).toBeTruthy()
  })

  it('cannot be an account with a token of the user’s own', async () => {
    open({ state: 'connected', settings, team, accounts: [shared({ canBeShared: false })] })
    const card = await region('Shared accounts')
    expect(card.getByRole<HTMLInputElement>('switch').disabled).toBe(true)
    expect(card.getByText(/^Connected with a token of your own/)).toBeTruthy()
  })

  it('R53: raises the alarm where the server holds an older state, and writes anew when asked', async () => {
    const { fake, user } = open({
      state: 'connected',
      settings,
      team,
      accounts: [shared({ isShared: true, state: 'rolled-back', isOwner: false, steppedAtMs: 1 })],
    })
    const card = await region('Shared accounts')
    expect(card.getByText(/^The server holds an older state/)).toBeTruthy()
    expect(card.getByText(/another device renews it/)).toBeTruthy()
    await user.click(card.getByRole('button', { name: 'Write what is here once more' }))
    await waitFor(() => {
      expect(fake.inputsOf('mirror.settle')).toEqual([{ accountId: account.id }])
    })
  })

  it('says why a choice failed, with its reference', async () => {
    const { fake, user } = open({ state: 'connected', settings, team, accounts: [shared()] })
    fake.override('mirror', 'setAccount', async () => failWith({ kind: 'mirror-unreachable' }, 'A-9'))
    await user.click((await region('Shared accounts')).getByRole('switch'))
    expect(await screen.findByText(/A-9/)).toBeTruthy()
  })
})

describe('row 61: sign-ins that an earlier integration left in clear', () => {
  const key = 'hubspot_credentials:acme:ana'
  const found = [
    { key, providerId: account.providerId, organisation: 'acme', user: 'ana', problem: null },
    {
      key: 'notion_credentials:acme:ana',
      providerId: account.providerId,
      organisation: 'acme',
      user: 'ana',
      problem: 'no-refresh-token' as const,
    },
  ]

  it('are looked for when asked, taken over, and removed only after another question', async () => {
    const { fake, user } = open({ state: 'set', settings })
    fake.override('mirror', 'findPlainKeys', async () => succeed(found))
    fake.override('mirror', 'importPlainKeys', async () =>
      succeed([{ key, accountId: account.id, error: null }]),
    )
    const card = await region('Sign-ins of an earlier integration')
    expect(fake.inputsOf('mirror.findPlainKeys')).toEqual([])
    await user.click(card.getByRole('button', { name: 'Look for them' }))
    expect(await card.findByText('Holds nothing that can be renewed.')).toBeTruthy()
    await user.click(card.getByRole('button', { name: 'Take over 1 sign-in' }))
    expect(await card.findByText('Taken over.')).toBeTruthy()
    expect(fake.inputsOf('mirror.importPlainKeys')).toEqual([{ keys: [key] }])
    expect(fake.inputsOf('mirror.removePlainKeys')).toEqual([])
    await user.click(card.getByRole('button', { name: 'Remove the originals…' }))
    const dialog = await dialogNamed('Remove the originals?')
    await user.click(dialog.getByRole('button', { name: 'Remove the originals' }))
    expect(await screen.findByText('1 key was removed.')).toBeTruthy()
    expect(fake.inputsOf('mirror.removePlainKeys')).toEqual([{ keys: [key] }])
  })

  it('are said to be none where there are none', async () => {
    const { user } = open({ state: 'set', settings })
    const card = await region('Sign-ins of an earlier integration')
    await user.click(card.getByRole('button', { name: 'Look for them' }))
    expect((await card.findByRole('status')).textContent).toBe('There are none on this server.')
  })
})
