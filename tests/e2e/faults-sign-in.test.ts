import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/sandbox/faults.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { createWorkspace, goTo, startSignIn, waitForStatus, waitForTotal } from '../support/journey.ts'
import { answerJson, startLoopbackServer } from '../support/loopback-server.ts'

const tokenPath = '/oauth/2026-09/token'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp

// One app for the whole file. The first tests end without an account, the last ones with the same one.
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 20, companies: 10, deals: 10 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  await createWorkspace(running.page)
})

// Leaving the screen of a sign-in ends it, so that a test that fails does not take the next one along.
beforeEach(() => goTo(running.page, 'Connections'))

afterEach(async () => {
  sandbox.faults.clear()
  sandbox.requests.clear()
  // However a sign-in ends, its window is gone.
  await expect.poll(() => running.app.windows().length, { timeout: 30_000 }).toBe(1)
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

async function beginSignIn(): Promise<Page> {
  await running.page.getByRole('button', { name: 'Connect an account' }).click()
  return startSignIn(running.app, running.page)
}

/** The words of what went wrong. */
async function failure(title: string) {
  const alert = running.page.getByRole('main').getByRole('alert').filter({ hasText: title })
  await alert.waitFor()
  return alert
}

async function notNow(): Promise<void> {
  await running.page.getByRole('button', { name: 'Not now' }).click()
  await running.page.getByText('No account is connected', { exact: true }).waitFor()
}

/** The redirect address with these parameters, each as often as it is given. */
function callback(parameters: readonly (readonly [string, string])[]): string {
  const address = new URL(sandbox.endpoints.hubspot.redirectUris[0] ?? '')
  for (const [name, value] of parameters) address.searchParams.append(name, value)
  return address.href
}

const stateOf = (signIn: Page): string => new URL(signIn.url()).searchParams.get('state') ?? ''

/** Sends the window somewhere, as a script on the page could. */
async function sendTo(signIn: Page, address: string): Promise<void> {
  await signIn.evaluate((to) => {
    location.assign(to)
  }, address)
}

const tokenCalls = (): number => sandbox.requests.counts()[`POST ${tokenPath}`] ?? 0

describe('a sign-in that comes to nothing', () => {
  it('R11: shows the reason of a refusal as plain text, whatever markup it holds', async () => {
    const signIn = await beginSignIn()
    const reason = '<b>No</b> <img src=x onerror="alert(1)"> & <script>alert(2)</script>'
    const denied = callback([
      ['error', 'access_denied'],
      ['error_description', reason],
      ['state', stateOf(signIn)],
    ])
    sandbox.faults.add({ method: 'POST', path: '/oauth/authorize', redirect: denied })
    await signIn.getByRole('button', { name: 'Cancel' }).click()
    const alert = await failure('Access was declined')
    await alert.getByText(reason, { exact: true }).waitFor()
    expect(await alert.locator('b, img, script').count()).toBe(0)
    expect(tokenCalls()).toBe(0)
    await notNow()
  })

  it('R10: says that it was cancelled when its window is closed, and another try works', async () => {
    const signIn = await beginSignIn()
    await signIn.close()
    await failure('Sign-in cancelled')
    const opening = running.app.waitForEvent('window')
    await running.page.getByRole('button', { name: 'Try again' }).click()
    const again = await opening
    await again.getByRole('button', { name: 'Connect app' }).waitFor()

    // The button of the app closes the window as well.
    await running.page.getByRole('button', { name: 'Cancel sign-in' }).click()
    await failure('Sign-in cancelled')
    expect(tokenCalls()).toBe(0)
    await notNow()
  })

  it('says so when the page to sign in on cannot be opened', async () => {
    sandbox.faults.add({ path: '/oauth/authorize', drop: true })
    await running.page.getByRole('button', { name: 'Connect an account' }).click()
    await running.page.getByRole('radio', { name: /HubSpot/ }).check()
    await running.page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
    await failure('The sign-in page did not open')
    await notNow()
  })

  it.each<[string, Fault, string]>([
    [
      'a code that is refused',
      {
        path: tokenPath,
        status: 400,
        body: { status: 'BAD_AUTH_CODE', error: 'invalid_grant', message: 'no' },
      },
      'Sign-in was not completed',
    ],
    [
      'an app that is not known any more',
      { path: tokenPath, status: 400, body: { status: 'BAD_CLIENT_SECRET', error: 'invalid_client' } },
      'App credentials were not accepted',
    ],
    [
      'R16: HTML in place of tokens',
      { path: tokenPath, body: '<!doctype html><h1>Please accept our terms</h1>' },
      'An answer that was not understood',
    ],
    [
      'R16: a reply without an access token',
      { path: tokenPath, body: { token_type: 'bearer', refresh_token: 'r', expires_in: 1_800 } },
      'An answer that was not understood',
    ],
    ['a connection that breaks', { path: tokenPath, drop: true }, 'Offline'],
  ])('explains %s, asks once, and connects nothing', async (_, fault, title) => {
    sandbox.faults.add(fault)
    const signIn = await beginSignIn()
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await failure(title)
    expect(tokenCalls()).toBe(1)
    await notNow()
  })

  it.each([302, 307])(
    'R15: does not follow a %d of the token endpoint with code and secret',
    async (status) => {
      const other = await startLoopbackServer((_request, response) => {
        answerJson(response, 200, { access_token: 'stolen', token_type: 'bearer' })
      })
      try {
        sandbox.faults.add({ path: tokenPath, status, redirect: `${other.origin}/token` })
        const signIn = await beginSignIn()
        await signIn.getByRole('button', { name: 'Connect app' }).click()
        await failure('An answer that was not understood')
        expect(other.requests).toEqual([])
        await notNow()
      } finally {
        await other.close()
      }
    },
  )
})

describe('answers that are not for this sign-in', () => {
  it('R01: wrong, missing and repeated state is ignored; the page stays, and connecting still works', async () => {
    const signIn = await beginSignIn()
    const state = stateOf(signIn)
    const page = signIn.url()
    const strange: (readonly [string, string])[][] = [
      [
        ['code', 'c'],
        ['state', 'of somebody else'],
      ],
      [
        ['code', 'c'],
        ['state', ''],
      ],
      [['code', 'c']],
      [['error', 'access_denied']],
      [
        ['code', 'c'],
        ['state', state],
        ['state', state],
      ],
      [
        ['code', 'c'],
        ['code', 'd'],
        ['state', state],
      ],
    ]
    for (const parameters of strange) await sendTo(signIn, callback(parameters))
    expect(tokenCalls()).toBe(0)
    expect(signIn.url()).toBe(page)
    await running.page.getByText(/^A sign-in window opened/).waitFor()
    // Playwright waits for refused navigations before it clicks, so the button is pressed by hand.
    await signIn.getByRole('button', { name: 'Connect app' }).dispatchEvent('click')
    await waitForTotal(running.page, '40')
    expect(tokenCalls()).toBe(1)
  })

  it('R02: an answer that comes three times is used once', async () => {
    const signIn = await beginSignIn()
    const state = stateOf(signIn)
    const issuedBefore = sandbox.hubspot.grants.issued().length
    sandbox.faults.add({ path: tokenPath, stallMs: 1_500 })
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await expect
      .poll(() => sandbox.hubspot.grants.issued().length, { timeout: 30_000 })
      .toBe(issuedBefore + 1)
    const answer = callback([
      ['code', sandbox.hubspot.grants.issued().at(-1) ?? ''],
      ['state', state],
    ])
    await sendTo(signIn, answer)
    await sendTo(signIn, answer)
    await waitForTotal(running.page, '40')
    expect(tokenCalls()).toBe(1)
  })

  it('connecting the same account again makes no second one', async () => {
    const { page } = running
    await waitForStatus(page, 'Up to date')
    await goTo(page, 'Connections')
    expect(await page.getByRole('button', { name: 'Disconnect…' }).count()).toBe(1)
  })

  it('reconnecting as somebody else changes nothing', async () => {
    const { page, app } = running
    sandbox.faults.add({ path: '/account-info', body: { portalId: 999, uiDomain: 'app.hubspot.com' } })
    const opening = app.waitForEvent('window')
    await page.getByRole('button', { name: 'Reconnect' }).click()
    const signIn = await opening
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    const alert = await failure('That was another account')
    await alert
      .getByText(/You signed in to HubSpot 999, but this connection belongs to sample-account\.example/)
      .waitFor()
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByRole('heading', { name: 'sample-account.example' }).waitFor()
    expect(await page.getByRole('button', { name: 'Disconnect…' }).count()).toBe(1)
    sandbox.faults.clear()
    await page.getByRole('button', { name: 'Load now' }).click()
    await waitForStatus(page, 'Up to date')
    expect(running.problems).toEqual([])
  })
})

describe('a page that answers before it is shown, as for somebody who has agreed before', () => {
  it('connects although there was never anything to see', async () => {
    const { hubspot } = sandbox.endpoints
    const atOnce = await startLoopbackServer(({ target }, response) => {
      const asked = new URL(target, hubspot.authorize).searchParams
      const code = sandbox.hubspot.grants.issueCode({
        redirectUri: asked.get('redirect_uri') ?? '',
        scopes: (asked.get('scope') ?? '').split(' '),
        challenge: asked.get('code_challenge') ?? undefined,
      })
      const location = callback([
        ['code', code],
        ['state', asked.get('state') ?? ''],
      ])
      response.writeHead(302, { location }).end()
    })
    const other = await createUserData()
    const second = await launchApp({
      userData: other.folder,
      endpoints: { ...sandbox.endpoints, hubspot: { ...hubspot, authorize: `${atOnce.origin}/authorize` } },
    })
    try {
      // The exchange takes longer than the page took to go away.
      sandbox.faults.add({ path: tokenPath, stallMs: 1_000 })
      await createWorkspace(second.page)
      await second.page.getByRole('radio', { name: /HubSpot/ }).check()
      await second.page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
      await waitForTotal(second.page, '40')
      expect(atOnce.requests.length).toBe(1)
      expect(second.problems).toEqual([])
    } finally {
      await second.close()
      await other.remove()
      await atOnce.close()
    }
  })
})
