import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EnvPreview } from '../../../shared/model/client-settings.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { createFakeClient, type FakeClient } from '../../test-support/fake-client.ts'
import { aClient, anAppState, aProvider, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const harbour = aProvider()
const lighthouse = aProvider({ id: providerIdSchema.parse('lighthouse'), name: 'Lighthouse' })

const anEnvClient = (
  overrides: Partial<EnvPreview['clients'][number]> = {},
): EnvPreview['clients'][number] => ({
  providerId: harbour.id,
  clientId: 'an-id',
  hasSecret: true,
  redirectUri: null,
  authorizationUrl: null,
  isAuthorizationUrlUsed: false,
  scopes: [],
  problem: null,
  replaces: false,
  ...overrides,
})

function openWith(preview: Partial<EnvPreview>): FakeClient {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    providers: [harbour, lighthouse],
    clients: { lighthouse: aClient({ state: 'set', clientId: 'old' }) },
  })
  const whole = { fileName: '.env', clients: [], redisAddress: null, ignored: [], ...preview }
  fake.override('clients', 'chooseEnvFile', () => Promise.resolve(succeed(whole)))
  fake.override('clients', 'importEnv', () => Promise.resolve(succeed({ providerIds: [harbour.id] })))
  renderApp(fake, '/settings/import')
  return fake
}
const chooseFile = async (): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name: 'Choose a file…' }))

describe('the import of a .env', () => {
  it('shows what is in the file, what is missing and what it replaces, and then takes it', async () => {
    const fake = openWith({
      clients: [
        anEnvClient({
          authorizationUrl: 'https://evil.example/authorize',
          scopes: ['contacts.read'],
        }),
        anEnvClient({ providerId: lighthouse.id, clientId: 'new', hasSecret: false, problem: 'no-secret' }),
      ],
      redisAddress: 'redis://localhost:6379',
      ignored: ['DEBUG'],
    })
    await chooseFile()
    const part = await screen.findByRole('listitem', { name: 'Harbour' })
    for (const text of [
      'an-id',
      'In the file',
      'The recommended ones',
      'Will be set',
      'Asks for: contacts.read',
    ]) {
      expect(within(part).getByText(text)).toBeTruthy()
    }
    expect(within(part).getByText(/evil\.example\/authorize is not on the service's own host/)).toBeTruthy()
    const left = screen.getByRole('listitem', { name: 'Lighthouse' })
    expect(within(left).getByText('Left out: it has no client secret.')).toBeTruthy()
    expect(screen.getByText('Redis at redis://localhost:6379 is kept in the vault for later.')).toBeTruthy()
    expect(screen.getByText('Names that mean nothing here: DEBUG')).toBeTruthy()
    expect(fake.inputsOf('clients.importEnv')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Import' }))
    expect(await screen.findByText(/Set now: Harbour\./)).toBeTruthy()
    expect(fake.inputsOf('clients.importEnv')).toEqual([{ bareFor: null }])
  })

  it('has a line for each thing that is known of an app, as wide as the card', async () => {
    openWith({ clients: [anEnvClient({ redirectUri: 'http://localhost:8000/integrations/oauth2callback' })] })
    await chooseFile()
    const part = within(await screen.findByRole('listitem', { name: 'Harbour' }))
    const address = part.getByText('http://localhost:8000/integrations/oauth2callback')
    const facts = address.closest('dl')!
    expect([...facts.children].map(({ tagName }) => tagName).join(' ')).toBe('DT DD DT DD DT DD DT DD')
    expect(address.previousElementSibling?.textContent).toBe('Redirect address')
    // It may go on in another line after a stroke, and nowhere else while there is room for its parts.
    expect(address.innerHTML).toContain(
      'localhost:8000/<wbr aria-hidden="true">integrations/<wbr aria-hidden="true">oauth2callback',
    )
    expect(getComputedStyle(address).overflowWrap).toBe('break-word')
  })

  it('brings what came of it into view, and the keyboard with it', async () => {
    const shown = vi.spyOn(Element.prototype, 'scrollIntoView')
    openWith({ clients: [anEnvClient()] })
    await chooseFile()
    await userEvent.click(await screen.findByRole('button', { name: 'Import' }))
    await screen.findByText('Imported.')
    const end = screen.getByRole('group', { name: 'What came of it' })
    expect(document.activeElement).toBe(end)
    expect(shown.mock.contexts).toEqual([end])
    expect(within(end).getByRole('button', { name: 'Go to the settings' })).toBeTruthy()
    shown.mockRestore()
  })

  it('asks whose the names without a service are, and imports nothing before', async () => {
    const fake = openWith({ clients: [anEnvClient({ providerId: null })] })
    await chooseFile()
    const start = await screen.findByRole<HTMLButtonElement>('button', { name: 'Import' })
    expect(start.disabled).toBe(true)
    await userEvent.click(screen.getByRole('combobox', { name: 'Whose is it?' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Lighthouse' }))
    expect(await screen.findByText('Replaces what is set now')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Import' }))
    await screen.findByText('Imported.')
    expect(fake.inputsOf('clients.importEnv')).toEqual([{ bareFor: 'lighthouse' }])
  })

  it('says so when a file holds nothing, or cannot be taken', async () => {
    const fake = openWith({})
    await chooseFile()
    expect(await screen.findByText(/Nothing in this file means anything to Portolan/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
    fake.override('clients', 'chooseEnvFile', () =>
      Promise.resolve(failWith({ kind: 'invalid-request', detail: 'larger than 256 KiB' }, 'A-3')),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Choose another file…' }))
    expect(await screen.findByText('larger than 256 KiB')).toBeTruthy()
  })
})
