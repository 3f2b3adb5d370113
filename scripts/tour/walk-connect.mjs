import { createWorkspace } from '../../tests/support/journey.ts'
import { createStage } from './staged-main.mjs'

const ATTEMPT = {
  attempt: 1,
  providerId: 'hubspot',
  accountId: null,
  place: 'browser',
  step: 'waiting',
  untilMs: 0,
  handedOverAt: null,
  canPaste: true,
}
const CLIENT = {
  state: 'set',
  clientId: '0f2b9c1e-made-up',
  hasSecret: true,
  redirectUris: ['http://localhost:17823/oauth/hubspot/callback'],
  authorizationUrl: null,
  isAuthorizationUrlUsed: false,
  choice: null,
}

/** Every state of the way to a connection, each once. */
export async function walkConnect(running, visit) {
  const { page } = running
  const stage = createStage(running)
  const button = (name) => page.getByRole('button', { name })
  await createWorkspace(page)
  await visit('connect-chooser')
  const names = await page.getByRole('radio').evaluateAll((radios) => radios.map(({ value }) => value))
  await page.getByRole('radio').first().check()
  await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('textbox', { name: /Client id/ }).waitFor()
  await visit('connect-credentials')

  await walkToken()
  await stage.answer('clients.get', CLIENT)
  // Nothing else makes a page ask again for what it knows.
  await page.reload()
  await walkChoices()
  await walkProgress()
  await walkEnds()

  async function walkToken() {
    await button('I cannot register an app: paste a token').click()
    await visit('connect-token')
    await stage.fail('accounts.connectWithToken', { kind: 'token-refused', providerId: 'hubspot' })
    await page.getByLabel('Token').fill('not-a-token')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('alert').waitFor()
    await visit('connect-token-refused')
  }

  async function walkChoices() {
    for (const name of names) {
      await openFor(name)
      await visit(`connect-choices-${name}`)
    }
    await openFor(names[0])
    await button('My app has other scopes').click()
    await page
      .getByRole('textbox', { name: 'Required scopes' })
      .fill('oauth\ncrm.objects.contacts.read\ntickets')
    await visit('connect-scopes-edited')
    await page.getByRole('textbox', { name: 'Optional scopes' }).fill('"tickets"')
    await visit('connect-scopes-wrong')
    await openFor(names[0])
  }

  async function walkProgress() {
    await stage.hold('signIn.start')
    await say({ step: 'opening' })
    await button('Use my browser').click()
    await page.getByText('Your browser is opening…').waitFor()
    await visit('connect-opening')
    await say({})
    await button('Open again').waitFor()
    await visit('connect-waiting-browser')
    await stage.answer('signIn.copyLink', {})
    await button('Copy link').click()
    await stage.fail('signIn.paste', { kind: 'sign-in-address-unusable' })
    await button('Paste address').click()
    await page.getByRole('textbox', { name: 'Address in the browser' }).fill('http://localhost:17823/oauth')
    await button('Use this address').click()
    await page.getByText(/not the answer to this sign-in/).waitFor()
    await visit('connect-paste-refused')
    await say({ attempt: 2, place: 'window', canPaste: false })
    await button('Show the window').waitFor()
    await visit('connect-waiting-window')
    await say({ attempt: 3, handedOverAt: 'accounts.google.com' })
    await page.getByText(/does not allow sign-in inside apps/).waitFor()
    await visit('connect-handed-over')
    await say({ attempt: 3, step: 'finishing' })
    await page.getByText(/Completing/).waitFor()
    await visit('connect-finishing')
  }

  /** How it can end, each with the choices under it. */
  async function walkEnds() {
    const ends = {
      declined: { kind: 'sign-in-denied', reason: 'The user denied access to “Acme”.' },
      'ports-taken': { kind: 'sign-in-ports-taken', ports: [17_823, 17_833, 17_843] },
      'timed-out': { kind: 'sign-in-timed-out' },
      'browser-not-opened': { kind: 'browser-not-opened' },
      'client-rejected': { kind: 'client-rejected', providerId: 'hubspot' },
    }
    for (const [name, error] of Object.entries(ends)) {
      await stage.release(error)
      await page.getByRole('alert').waitFor()
      await visit(`connect-${name}`)
      await say({})
      await button('Use my browser').click()
      await button('Cancel sign-in').waitFor()
    }
    await stage.release({ kind: 'sign-in-cancelled' })
    await button('Not now').click()
  }

  /** @param {Partial<typeof ATTEMPT>} changes */
  async function say(changes) {
    // Half a second short of the whole minute, so that no picture is a matter of luck.
    await stage.answer('signIn.get', { ...ATTEMPT, untilMs: Date.now() + 270_500, ...changes })
    await stage.tell('signInChanged')
  }

  async function openFor(name) {
    await page.getByRole('link', { name: 'Connections' }).click()
    await button('Connect an account').click()
    await page.getByRole('radio').first().waitFor()
    await page.locator(`input[type=radio][value="${name}"]`).check()
    await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
    await button('Use my browser').waitFor()
  }
}
