import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { succeed } from '../../../test-support/replies.ts'
import { open, region, settings } from './test-support/mirror-page.ts'

afterEach(cleanup)

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
