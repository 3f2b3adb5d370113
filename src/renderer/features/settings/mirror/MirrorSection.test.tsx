import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { deviceIdSchema, type MirroredAccount, type MirrorStatus } from '../../../../shared/model/mirror.ts'
import { createFakeClient, type FakeClient } from '../../../test-support/fake-client.ts'
import { noMirror } from '../../../test-support/fake-mirror.ts'
import { anAccount, anAppState, aWorkspace } from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'
import { failWith, succeed } from '../../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const settings: NonNullable<MirrorStatus['settings']> = {
  server: { kind: 'single', addresses: ['rediss://redis.acme.example:6380'], groupName: null },
  username: 'team',
  hasPassword: true,
  authorities: ['CN=Acme Root'],
}
const team: NonNullable<MirrorStatus['team']> = {
  joinAddress: 'rediss://redis.acme.example:6380#team-1',
  devices: [
    { id: deviceIdSchema.parse('d1'), name: 'harbour', isThis: true, joinedAtMs: 1, lastSeenAtMs: 1 },
    { id: deviceIdSchema.parse('d2'), name: 'pier', isThis: false, joinedAtMs: 1, lastSeenAtMs: null },
  ],
  keyMadeAtMs: 1,
}
const shared = (changes: Partial<MirroredAccount> = {}): MirroredAccount => ({
  accountId: account.id,
  isShared: false,
  canBeShared: true,
  rotation: 'single-use',
  isOwner: true,
  state: 'not-shared',
  steppedAtMs: null,
  ...changes,
})

function open(mirror: Partial<MirrorStatus> = {}): {
  fake: FakeClient
  user: ReturnType<typeof userEvent.setup>
} {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    mirror: { ...noMirror, ...mirror },
  })
  renderApp(fake, '/settings/mirror')
  return { fake, user: userEvent.setup() }
}
const region = async (name: string) => within(await screen.findByRole('region', { name }))
const dialogNamed = async (name: string) => within(await screen.findByRole('dialog', { name }))

describe('row 61: the Redis mirror among the settings', () => {
  it('is off, and says what would be written and what never is', async () => {
    open()
    const section = await region('Redis mirror')
    expect(section.getByRole('status').textContent).toBe('Off. Nothing is written anywhere.')
    expect(section.getByText(/^Sealed with the team's passphrase/)).toBeTruthy()
    expect(section.getByText(/^Contacts and everything else that is loaded/)).toBeTruthy()
    for (const name of ['Make a team…', 'Join a team…', 'Look for them']) {
      expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true)
    }
    expect(screen.getByText('Make or join a team first.')).toBeTruthy()
  })

  it('R50: takes redis:// for this computer alone, and nothing that is no address', async () => {
    const { fake, user } = open()
    const form = await region('Server')
    const address = form.getByRole('textbox', { name: /^Address/ })
    const save = form.getByRole('button', { name: 'Save server' })
    await user.click(save)
    expect(form.getByText('Please type the address of the server.')).toBeTruthy()
    await user.type(address, 'redis.acme.example')
    expect(form.getByText(/^This is no address of a Redis/)).toBeTruthy()
    await user.clear(address)
    await user.type(address, 'redis://redis.acme.example')
    await user.click(save)
    expect(form.getByText(/anybody on the way could read along/)).toBeTruthy()
    expect(address.getAttribute('aria-invalid')).toBe('true')
    await user.click(form.getByRole('button', { name: 'Test connection' }))
    expect(fake.inputsOf('mirror.configure')).toEqual([])
    expect(fake.inputsOf('mirror.test')).toEqual([])
    await user.clear(address)
    await user.type(address, 'redis://localhost')
    await user.click(save)
    await waitFor(() => {
      expect(fake.inputsOf('mirror.configure')).toEqual([
        {
          server: { kind: 'single', addresses: ['redis://localhost'], groupName: null },
          username: null,
          password: { kind: 'none' },
          authorities: 'keep',
        },
      ])
    })
  })

  it('takes Sentinels with the name of their group', async () => {
    const { fake, user } = open()
    const form = await region('Server')
    await user.click(form.getByRole('radio', { name: 'Sentinel' }))
    await user.type(
      form.getByRole('textbox', { name: /^Addresses/ }),
      'rediss://one.example:26379{Enter}rediss://two.example:26379',
    )
    await user.click(form.getByRole('button', { name: 'Save server' }))
    expect(form.getByText('Please type the name that the Sentinels know.')).toBeTruthy()
    await user.type(form.getByRole('textbox', { name: /^Name of the group/ }), 'mymaster')
    await user.click(form.getByRole('button', { name: 'Save server' }))
    await waitFor(() => {
      expect(fake.inputsOf('mirror.configure')).toMatchObject([
        {
          server: {
            kind: 'sentinel',
            addresses: ['rediss://one.example:26379', 'rediss://two.example:26379'],
            groupName: 'mymaster',
          },
        },
      ])
    })
  })

  it('keeps the password that is set, and sends one that is typed', async () => {
    const { fake, user } = open({ state: 'set', settings })
    const password = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(/^Password/)
    const save = () => user.click(screen.getByRole('button', { name: 'Save server' }))
    await region('Server')
    expect(password().value).toBe('')
    await save()
    expect(await screen.findByText('The server was saved.')).toBeTruthy()
    await user.type(password(), 'secret')
    await save()
    await waitFor(() => {
      expect(fake.inputsOf('mirror.configure')).toMatchObject([
        { password: { kind: 'keep' } },
        { password: { kind: 'new', value: 'secret' } },
      ])
    })
  })

  it('begins with what an imported file says, and takes its password from main', async () => {
    const { fake, user } = open({ suggested: { ...settings, authorities: [] } })
    const form = await region('Server')
    expect(form.getByText(/^Filled in from the file that you imported/)).toBeTruthy()
    expect(form.getByRole<HTMLInputElement>('textbox', { name: /^Address/ }).value).toBe(
      'rediss://redis.acme.example:6380',
    )
    await user.click(form.getByRole('button', { name: 'Save server' }))
    await waitFor(() => {
      expect(fake.inputsOf('mirror.configure')).toMatchObject([
        { username: 'team', password: { kind: 'imported' } },
      ])
    })
  })

  it('uses the certificates of a chosen file, or those of the computer again', async () => {
    const { fake, user } = open({ state: 'set', settings })
    const authorities = within(
      within(await screen.findByRole('region', { name: 'Server' })).getByRole('group', {
        name: 'Certificate authorities',
      }),
    )
    expect(authorities.getByText('CN=Acme Root')).toBeTruthy()
    await user.click(authorities.getByRole('button', { name: 'Choose a PEM file…' }))
    expect(await authorities.findByText('O=Acme, CN=Acme Root')).toBeTruthy()
    await user.click(authorities.getByRole('button', { name: "Use this computer's" }))
    expect(authorities.getByText('Those that this computer trusts.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Save server' }))
    await waitFor(() => {
      expect(fake.inputsOf('mirror.configure')).toMatchObject([{ authorities: 'none' }])
    })
  })

  it.each([
    [{ kind: 'dns' } as const, /There is no host of this name/],
    [{ kind: 'tls-authority' } as const, /comes from an authority that is not trusted/],
    [{ kind: 'auth' } as const, /does not accept user and password/],
    [{ kind: 'permission', command: 'evalsha' } as const, /may not use evalsha/],
  ])('names what a test found: %o', async (problem, words) => {
    const { fake, user } = open({ state: 'set', settings })
    fake.override('mirror', 'test', async () =>
      succeed({ problem, warnings: [], evictionPolicy: null, version: null, roundTripMs: null }),
    )
    const form = await region('Server')
    await user.click(form.getByRole('button', { name: 'Test connection' }))
    expect((await form.findByRole('status')).textContent).toMatch(words)
  })

  it('warns of a server that throws records away, and says it where the server does not tell', async () => {
    const { fake, user } = open({ state: 'set', settings })
    const answers = [
      { evictionPolicy: 'allkeys-lru', warnings: [{ kind: 'eviction' as const, policy: 'allkeys-lru' }] },
      { evictionPolicy: null, warnings: [] },
    ]
    fake.override('mirror', 'test', async () =>
      succeed({ problem: null, version: '7.0.15', roundTripMs: 3, ...answers.shift()! }),
    )
    const form = await region('Server')
    await user.click(form.getByRole('button', { name: 'Test connection' }))
    expect((await form.findByRole('status')).textContent).toMatch(/throws records away \(allkeys-lru\)/)
    await user.click(form.getByRole('button', { name: 'Test connection' }))
    await waitFor(() => {
      expect(form.getByRole('status').textContent).toMatch(
        /does not tell what it does when its memory is full/,
      )
    })
  })
})

describe('row 61: the team of the mirror', () => {
  it('is made with a passphrase that is typed twice', async () => {
    const { fake, user } = open({ state: 'set', settings })
    await user.click((await region('Team')).getByRole('button', { name: 'Make a team…' }))
    const dialog = await dialogNamed('Make a team')
    const [first, again] = [
      dialog.getByLabelText(/^Passphrase of the team/),
      dialog.getByLabelText(/^The same once more/),
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
    await user.type(dialog.getByLabelText(/^The same once more/), 'a new set of words')
    await user.click(dialog.getByRole('button', { name: 'Change passphrase' }))
    expect(await screen.findByText(/^The passphrase was changed/)).toBeTruthy()
    expect(fake.inputsOf('mirror.rotate')).toEqual([{ passphrase: 'a new set of words' }])
  })

  it.each([
    [false, []],
    [true, ['erases']],
  ])('is left after asking; the records go only where that is wanted: %s', async (erases) => {
    const { fake, user } = open({ state: 'connected', settings, team })
    await user.click((await region('Team')).getByRole('button', { name: 'Leave…' }))
    const dialog = await dialogNamed('Leave the team?')
    if (erases) await user.click(dialog.getByRole('checkbox', { name: /^Remove the team's records/ }))
    await user.click(dialog.getByRole('button', { name: 'Leave the team' }))
    await waitFor(() => {
      expect(fake.inputsOf('mirror.leave')).toEqual([{ erases }])
    })
    expect(await screen.findByText('Off. Nothing is written anywhere.')).toBeTruthy()
  })
})

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
