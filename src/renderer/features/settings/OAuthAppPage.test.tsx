import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { createFakeClient, type FakeClient } from '../../test-support/fake-client.ts'
import { aClient, anAppState, aProvider, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const app = anAppState({ workspace, workspaces: [workspace] })
const set = aClient({
  state: 'set',
  clientId: 'an-id',
  hasSecret: true,
  redirectUris: aProvider().redirectUris,
})
const open = (initial: Parameters<typeof createFakeClient>[0] = {}): FakeClient =>
  createFakeClient({ app, ...initial })

describe('the settings of an OAuth app', () => {
  it('are reached from the settings, which say how each service stands', async () => {
    const other = aProvider({ id: providerIdSchema.parse('lighthouse'), name: 'Lighthouse' })
    const { place } = renderApp(
      open({ providers: [aProvider(), other], clients: { harbour: set } }),
      '/settings/accounts',
    )
    const section = await screen.findByRole('region', { name: 'Accounts and OAuth apps' })
    expect(await within(section).findByText('Your app an-id')).toBeTruthy()
    expect(await within(section).findByText('No app is set.')).toBeTruthy()
    await userEvent.click(within(section).getByRole('button', { name: 'Set up Lighthouse' }))
    await screen.findByRole('heading', { level: 1, name: 'Your OAuth app at Lighthouse' })
    expect(place()).toBe('/settings/apps/lighthouse')
  })

  it('take the id and the secret of an app, and keep no secret on the page (R26)', async () => {
    const fake = open()
    renderApp(fake, '/settings/apps/harbour')
    await userEvent.type(await screen.findByRole('textbox', { name: 'Client id' }), ' an-id ')
    await userEvent.type(screen.getByLabelText(/Client secret/), 'a-secret')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Saved.')).toBeTruthy()
    expect(fake.inputsOf('clients.set')).toEqual([
      {
        providerId: 'harbour',
        clientId: 'an-id',
        secret: { kind: 'new', value: 'a-secret' },
        redirectUris: aProvider().redirectUris,
      },
    ])
    expect(screen.getByText('A client secret is set. It is never shown.')).toBeTruthy()
    expect(screen.queryByDisplayValue('a-secret')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Replace the secret' }))
    expect(screen.getByLabelText<HTMLInputElement>(/Client secret/).value).toBe('')
  })

  it('keep the secret while other things change, and take addresses of one’s own', async () => {
    const fake = open({ clients: { harbour: set } })
    renderApp(fake, '/settings/apps/harbour')
    await userEvent.click(await screen.findByRole('radio', { name: 'Addresses that my app has already' }))
    const own = screen.getByRole('textbox', { name: 'Addresses, one a line' })
    await userEvent.type(own, 'https://example.com/back')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(/Enter addresses that begin with http:\/\/localhost/)).toBeTruthy()
    await userEvent.clear(own)
    await userEvent.type(own, 'http://localhost:8000/integrations/harbour/oauth2callback')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved.')
    expect(fake.inputsOf('clients.set')).toMatchObject([
      {
        secret: { kind: 'keep' },
        redirectUris: ['http://localhost:8000/integrations/harbour/oauth2callback'],
      },
    ])
  })

  it('offer every recommended address to be copied, and an app without a secret where one may be', async () => {
    const { capabilities } = aProvider()
    const provider = aProvider({ capabilities: { ...capabilities, publicClient: true } })
    const fake = open({ providers: [provider] })
    renderApp(fake, '/settings/apps/harbour')
    for (const address of provider.redirectUris) {
      expect(await screen.findByRole('button', { name: `Copy ${address}` })).toBeTruthy()
    }
    await userEvent.type(screen.getByRole('textbox', { name: 'Client id' }), 'an-id')
    expect(screen.queryByLabelText(/Client secret/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved.')
    expect(fake.inputsOf('clients.set')).toMatchObject([{ secret: { kind: 'none' } }])
  })

  it('tell the steps of the service, and those that fit all for one that has none', async () => {
    const hubspot = aProvider({ id: providerIdSchema.parse('hubspot'), name: 'HubSpot' })
    renderApp(open({ providers: [aProvider(), hubspot] }), '/settings/apps/hubspot')
    const steps = await screen.findByRole('region', { name: 'How to register an app at HubSpot' })
    const file = [...steps.querySelectorAll('code')]
      .map(({ textContent }) => textContent)
      .find((text) => text.startsWith('{'))
    expect(JSON.parse(file ?? '')).toMatchObject({
      config: {
        auth: {
          type: 'oauth',
          redirectUrls: hubspot.redirectUris,
          requiredScopes: ['contacts.read'],
          conditionallyRequiredScopes: ['contacts.write'],
          optionalScopes: ['owners.read'],
        },
      },
    })
    cleanup()
    renderApp(open(), '/settings/apps/harbour')
    const generic = await screen.findByRole('region', { name: 'How to register an app at Harbour' })
    expect(within(generic).getByText(/In Harbour's developer settings/)).toBeTruthy()
  })

  it('test the app and say in words what came of it, ports included', async () => {
    const fake = open({ clients: { harbour: set } })
    fake.override('clients', 'test', () =>
      Promise.resolve(
        succeed({
          outcome: 'rejected' as const,
          code: 'BAD_CLIENT_SECRET',
          ports: [
            { port: 17_823, isFree: false },
            { port: 17_833, isFree: true },
          ],
        }),
      ),
    )
    renderApp(fake, '/settings/apps/harbour')
    await userEvent.click(await screen.findByRole('button', { name: 'Test the app' }))
    expect(await screen.findByText('Harbour does not accept this app')).toBeTruthy()
    expect(screen.getByText(/BAD_CLIENT_SECRET/)).toBeTruthy()
    expect(screen.getByText(/17833 can be used now; 17823 cannot/)).toBeTruthy()
    fake.override('clients', 'test', () =>
      Promise.resolve(failWith({ kind: 'rate-limited', retryAfterMs: 3_000 }, 'A-7')),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Test the app' }))
    expect(await screen.findByText(/A-7/)).toBeTruthy()
    expect(screen.queryByText('Harbour does not accept this app')).toBeNull()
  })

  it('remove the app after a question only', async () => {
    const fake = open({ clients: { harbour: set } })
    renderApp(fake, '/settings/apps/harbour')
    await userEvent.click(await screen.findByRole('button', { name: 'Remove this app…' }))
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Keep' }))
    expect(fake.inputsOf('clients.remove')).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: 'Remove this app…' }))
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove app' }),
    )
    expect(await screen.findByRole<HTMLInputElement>('textbox', { name: 'Client id' })).toHaveProperty(
      'value',
      '',
    )
    expect(fake.inputsOf('clients.remove')).toEqual([{ providerId: 'harbour' }])
  })

  it('offer nothing to set where the workspace brings its own app', async () => {
    renderApp(open({ clients: { harbour: aClient({ state: 'given' }) } }), '/settings/apps/harbour')
    expect(await screen.findByText(/This workspace brings its own app for Harbour/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
  })
})
