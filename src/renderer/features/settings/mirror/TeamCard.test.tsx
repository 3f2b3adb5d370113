import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { noMirror } from '../../../test-support/fake-mirror.ts'
import { failWith, succeed } from '../../../test-support/replies.ts'
import { dialogNamed, open, region, settings, team } from './test-support/mirror-page.ts'

afterEach(cleanup)

describe('row 61: the team of the mirror', () => {
  it('is made with a passphrase that is typed twice', async () => {
    const { fake, user } = open({ state: 'set', settings })
    await user.click((await region('Team')).getByRole('button', { name: 'Make a team…' }))
    const dialog = await dialogNamed('Make a team')
    const [first, again] = [
      dialog.getByLabelText(/^Passphrase of the team/),
      dialog.getByLabelText(/^The passphrase again/),
    ]
    await user.type(first, 'short')
    await user.click(dialog.getByRole('button', { name: 'Make the team' }))
    expect(await dialog.findByText(/^Please use at least 12 characters/)).toBeTruthy()
    expect(fake.inputsOf('mirror.create')).toEqual([])
    await user.clear(first)
    await user.type(first, 'four words for all of us')
    await user.type(again, 'four words for all of us')
    await user.click(dialog.getByRole('button', { name: 'Make the team' }))
    expect(await screen.findByText('rediss://redis.acme.example:6380#team-1')).toBeTruthy()
    expect(fake.inputsOf('mirror.create')).toEqual([{ passphrase: 'four words for all of us' }])
    expect((await region('Redis mirror')).getByRole('status').textContent).toBe('In step with the team.')
  })

  it('R54: is joined with its passphrase; a wrong one is told at the field', async () => {
    const { fake, user } = open({ state: 'set', settings })
    fake.override('mirror', 'join', async () => failWith({ kind: 'wrong-passphrase' }))
    await user.click((await region('Team')).getByRole('button', { name: 'Join a team…' }))
    const dialog = await dialogNamed('Join a team')
    const submit = dialog.getByRole('button', { name: 'Join' })
    await user.click(submit)
    expect(dialog.getByText('Please type the passphrase.')).toBeTruthy()
    const passphrase = dialog.getByLabelText(/^Passphrase of the team/)
    await user.type(passphrase, 'not this one at all')
    await user.click(submit)
    expect(await dialog.findByText(/^That is not the passphrase/)).toBeTruthy()
    expect(passphrase.getAttribute('aria-invalid')).toBe('true')
  })

  it('asks a device for the new passphrase once somebody has changed it', async () => {
    const { fake, user } = open({ state: 'new-key', settings, team })
    const card = await region('Team')
    await user.click(card.getByRole('button', { name: 'Enter the new passphrase…' }))
    const dialog = await dialogNamed("Enter the team's new passphrase")
    await user.type(dialog.getByLabelText(/^Passphrase of the team/), 'another four words')
    await user.click(dialog.getByRole('button', { name: 'Join' }))
    expect(await screen.findByText('In the team. 0 accounts were connected.')).toBeTruthy()
    expect(fake.inputsOf('mirror.join')).toEqual([{ passphrase: 'another four words' }])
  })

  it('shows its devices; a change of the passphrase says what it does not do', async () => {
    const { fake, user } = open({ state: 'connected', settings, team })
    const card = await region('Team')
    const rows = within(card.getByRole('table', { name: 'Devices of the team' })).getAllByRole('row')
    expect(rows.map((row) => within(row).queryByRole('rowheader')?.textContent)).toEqual([
      undefined,
      'harbour (this one)',
      'pier',
    ])
    await user.click(card.getByRole('button', { name: 'Change passphrase…' }))
    const dialog = await dialogNamed("Change the team's passphrase")
    expect(dialog.getByText(/disconnect the accounts at the service as well/)).toBeTruthy()
    await user.type(dialog.getByLabelText(/^Passphrase of the team/), 'a new set of words')
    await user.type(dialog.getByLabelText(/^The passphrase again/), 'a new set of words')
    await user.click(dialog.getByRole('button', { name: 'Change passphrase' }))
    expect(await screen.findByText(/^The passphrase was changed/)).toBeTruthy()
    expect(fake.inputsOf('mirror.rotate')).toEqual([{ passphrase: 'a new set of words' }])
  })

  it('V6: says that a change of the passphrase is not through, and takes no second one', async () => {
    const { fake, user } = open({ state: 'connected', settings, team })
    const card = await region('Team')
    await user.click(card.getByRole('button', { name: 'Change passphrase…' }))
    const dialog = await dialogNamed("Change the team's passphrase")
    await user.type(dialog.getByLabelText(/^Passphrase of the team/), 'a new set of words')
    await user.type(dialog.getByLabelText(/^The passphrase again/), 'a new set of words')
    fake.override('mirror', 'rotate', async () =>
      succeed({ ...fake.state.mirror, team: { ...team, isKeyChanging: true } }),
    )
    await user.click(dialog.getByRole('button', { name: 'Change passphrase' }))
    expect((await card.findByRole('alert')).textContent).toMatch(/is not through yet/)
    expect(screen.queryByText(/^The passphrase was changed/)).toBeNull()
    await waitFor(() => {
      expect(card.getByRole('button', { name: 'Change passphrase…' })).toHaveProperty('disabled', true)
    })
  })

  it.each([
    [false, []],
    [true, ['erases']],
  ])('is left after asking; the records go only where that is wanted: %s', async (erases) => {
    const { fake, user } = open({ state: 'connected', settings, team })
    await user.click((await region('Team')).getByRole('button', { name: 'Leave…' }))
    const dialog = await dialogNamed('Leave the team?')
    if (erases) await user.click(dialog.getByRole('checkbox', { name: /^Remove the team's records/ }))
    // One of the two, never both.
    expect(dialog.queryAllByText(/stay connected/)).toHaveLength(erases ? 1 : 0)
    expect(dialog.queryAllByText(/are disconnected/)).toHaveLength(erases ? 0 : 1)
    await user.click(dialog.getByRole('button', { name: 'Leave the team' }))
    await waitFor(() => {
      expect(fake.inputsOf('mirror.leave')).toEqual([{ erases }])
    })
    expect(await screen.findByText('Off. Nothing is written anywhere.')).toBeTruthy()
    const told = erases ? /^Nothing of the team is left/ : /^The team's sealed records stay/
    expect(await screen.findByText(told)).toBeTruthy()
  })

  it('can be left without the server, and says what stays there', async () => {
    const { fake, user } = open({ state: 'unreachable', settings, team })
    const failed = { kind: 'mirror-failed', problem: { kind: 'not-reached' } } as const
    fake.override('mirror', 'leave', async ({ erases }) =>
      erases ? failWith(failed) : succeed({ status: noMirror, isStillListed: true }),
    )
    await user.click((await region('Team')).getByRole('button', { name: 'Leave…' }))
    const dialog = await dialogNamed('Leave the team?')
    const box = dialog.getByRole('checkbox', { name: /^Remove the team's records/ })
    await user.click(box)
    await user.click(dialog.getByRole('button', { name: 'Leave the team' }))
    expect(await dialog.findByText(/^To leave without the server/)).toBeTruthy()
    expect((await dialog.findByRole('alert')).textContent).toContain('Nobody answers at this address')
    await user.click(box)
    await user.click(dialog.getByRole('button', { name: 'Leave the team' }))
    expect(await screen.findByText(/the others still see this device in their list/)).toBeTruthy()
  })

  it('is not asked while one works offline, and the page says so', async () => {
    const { fake } = open({ state: 'connecting', settings, team })
    const section = await region('Redis mirror')
    expect(section.getByRole('status').textContent).toBe('Connecting to the server…')
    const { app } = fake.state
    fake.state.app = { ...app, preferences: { ...app.preferences, workOffline: true } }
    fake.emit('appStateChanged', {})
    expect(await section.findByText(/^You work offline, so the server is not asked/)).toBeTruthy()
  })
})
