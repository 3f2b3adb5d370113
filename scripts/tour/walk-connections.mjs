import { goTo } from '../../tests/support/journey.ts'
import { createStage } from './staged-main.mjs'

const NOW = Date.now()
const account = (id, overrides) => ({
  id,
  providerId: 'hubspot',
  label: 'acme.example',
  externalId: '147312908',
  status: 'connected',
  scopes: [
    'oauth',
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.companies.read',
    'tickets',
  ],
  access: 'write',
  source: 'sign-in',
  uiOrigin: null,
  connectedAtMs: NOW - 86_400_000,
  ...overrides,
})
const ACCOUNTS = [
  account('one', {}),
  account('two', { label: 'globex.example', externalId: '88213', status: 'needs-reconnect' }),
  account('three', { label: 'initech.example', externalId: '5501', status: 'disconnected', access: 'read' }),
  account('four', { label: 'umbrella.example', externalId: '7', source: 'pasted-token', access: 'read' }),
]
const event = (kind, minutes, accountId = 'one', detail = null) => ({
  atMs: NOW - minutes * 60_000,
  kind,
  accountId,
  providerId: 'hubspot',
  detail,
})
const HISTORY = [
  event('refresh-failed', 1, 'one', 'provider-down'),
  event('refreshed', 31),
  event('wiped', 90, null),
  event('not-revoked', 90, null, 'offline'),
  event('grant-ended', 120, 'two', 'invalid_grant'),
  event('reconnected', 900),
  event('token-pasted', 1_300, 'four'),
  event('disconnected', 5_000, 'three'),
  event('signed-in', 9_000),
]

/** Every state of the connections, each once. */
export async function walkConnections(running, visit) {
  const { page } = running
  const stage = createStage(running)
  const button = (name) => page.getByRole('button', { name })
  await goTo(page, 'Connections')
  await visit('connections-empty')
  await stage.answer('accounts.history', HISTORY)
  await show(ACCOUNTS.slice(0, 2))
  await visit('connections-signed-out')
  await show(ACCOUNTS.slice(2))
  await visit('connections-disconnected-and-token')
  await show(ACCOUNTS)

  await button('More for acme.example').click()
  await page.getByRole('menuitem', { name: 'History' }).waitFor()
  await visit('connections-menu')
  await page.getByRole('menuitem', { name: 'History' }).click()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  await visit('connections-history')
  await button('Close').click()
  await page.getByRole('main').getByRole('button', { name: 'History', exact: true }).click()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  await visit('connections-history-all')
  await button('Close').click()

  await button('Remove what is here…').click()
  await page.getByRole('dialog').waitFor()
  await visit('connections-remove-dialog')
  await button('Keep it here').click()
  await stage.answer('accounts.disconnect', { revocation: 'failed' })
  await button('More for acme.example').click()
  await page.getByRole('menuitem', { name: 'Disconnect…' }).click()
  await page.getByRole('dialog').waitFor()
  await visit('connections-disconnect-dialog')
  await button('Disconnect account').click()
  await page.getByText(/is disconnected\. What was loaded/).waitFor()
  await visit('connections-disconnected')

  async function show(accounts) {
    await stage.answer('accounts.list', accounts)
    await stage.tell('accountsChanged')
    for (const { label } of accounts) await page.getByRole('heading', { name: label }).waitFor()
  }
}
