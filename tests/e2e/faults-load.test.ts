import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/sandbox/faults.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import {
  countAccounts,
  createWorkspace,
  goTo,
  inSignInWindow,
  loadToTheEnd,
  messages,
  openDetails,
  rowOf,
  search,
  startSignIn,
  streamOf,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'

const objects = '/crm/objects/2026-09'
const tokenCalls = 'POST /oauth/2026-09/token'

/** Slows every page down, so that something can happen between two of them. */
const slowPages: Fault = { path: objects, stallMs: 200 }

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp

// One app for the whole file: each test leaves it as it found it, loaded and up to date.
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 450, companies: 120, deals: 230 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
})

afterEach(() => {
  sandbox.faults.clear()
  sandbox.requests.clear()
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

/** Starts a load by the screen's button; the caller knows by the status how it ended. */
async function startLoad(): Promise<void> {
  await goTo(running.page, 'Sync')
  await running.page.getByRole('button', { name: 'Load now' }).click()
}

async function hasAnswered(call: string, times: number): Promise<void> {
  await expect
    .poll(() => sandbox.requests.counts()[call] ?? 0, { timeout: 30_000, interval: 5 })
    .toBeGreaterThanOrEqual(times)
}

const countOf = (call: string): number => sandbox.requests.counts()[call] ?? 0

describe('one type that cannot be loaded', () => {
  it('says that the permission is missing, with a reference of the log, and loads the others whole', async () => {
    const { page } = running
    sandbox.faults.add({
      path: `${objects}/deals`,
      status: 403,
      body: {
        status: 'error',
        message: "This app hasn't been granted all required scopes to make this call.",
        category: 'MISSING_SCOPES',
        errors: [{ message: 'required', context: { requiredGranularScopes: ['crm.objects.deals.read'] } }],
      },
    })
    await createWorkspace(page)
    const signIn = await startSignIn(running.app, page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await waitForStatus(page, 'Deals did not load')
    await waitForTotal(page, '570')

    await goTo(page, 'Sync')
    await streamOf(page, 'Contacts')
      .getByText(/^Complete/)
      .waitFor()
    await streamOf(page, 'Contacts').getByText('450 here').waitFor()
    await streamOf(page, 'Companies')
      .getByText(/^Complete/)
      .waitFor()
    await streamOf(page, 'Companies').getByText('120 here').waitFor()
    const deals = streamOf(page, 'Deals')
    await deals.getByText(/^Stopped by an error/).waitFor()
    await deals.getByText('Permission missing.').waitFor()
    await deals.getByText('crm.objects.deals.read').waitFor()
    await deals.getByText('0 here').waitFor()
    const reference = /Reference (PT-\w{6})/.exec(await deals.innerText())?.[1]
    const log = await readFile(path.join(profile.folder, 'logs', 'portolan.log'), 'utf8')
    const line = log.split('\n').find((one) => one.includes(String(reference)))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      event: 'load.failed',
      type: 'deal',
      error: 'missing-permission',
    })

    sandbox.faults.clear()
    await loadToTheEnd(page)
    await streamOf(page, 'Deals').getByText('230 here').waitFor()
  })

  it.each<[string, Pick<Fault, 'body' | 'headers'>]>([
    ['HTML', { body: '<!doctype html><title>Hotel Wi-Fi</title><h1>Please accept our terms</h1>' }],
    ['JSON cut in half', { body: '{"results":[{"id":"1","properties":{"dealname":"Cut' }],
    ['null', { body: null }],
    ['a byte order mark', { body: '\uFEFF{"results":[]}' }],
    ['a key that is there twice', { body: '{"results":[],"results":[]}' }],
  ])(
    'R61: takes nothing from a 200 with %s on a later page; rows of the load before stay',
    async (_, spoilt) => {
      const { page } = running
      sandbox.faults.add({ path: `${objects}/deals`, nth: 2, ...spoilt })
      await startLoad()
      await waitForStatus(page, 'Deals did not load')
      await streamOf(page, 'Contacts')
        .getByText(/^Complete/)
        .waitFor()
      await streamOf(page, 'Companies')
        .getByText(/^Complete/)
        .waitFor()
      await streamOf(page, 'Deals').getByText('An answer that was not understood.').waitFor()
      await streamOf(page, 'Deals').getByText('230 here').waitFor()
      await goTo(page, 'Items')
      await waitForTotal(page, '800')
      await loadToTheEnd(page)
    },
  )
})

describe('a sign-in that ends in mid-load', () => {
  it('refreshes once when every type meets an expired token at the same time, and completes', async () => {
    const { page } = running
    sandbox.faults.add(slowPages)
    await startLoad()
    await hasAnswered(`GET ${objects}/contacts`, 1)
    sandbox.hubspot.grants.expireAccessTokens()
    await waitForStatus(page, 'Loading')
    await waitForStatus(page, 'Up to date')
    expect(countOf(tokenCalls)).toBe(1)
    expect(sandbox.requests.entries().filter(({ status }) => status === 401).length).toBeGreaterThan(0)
    await goTo(page, 'Items')
    await waitForTotal(page, '800')
  })

  it('tells when the grant is dead, keeps all readable, and reconnecting leads back to the same place', async () => {
    const { page } = running
    await goTo(page, 'Items')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    const place = page.url()

    sandbox.faults.add(slowPages)
    await page.keyboard.press('F5')
    await hasAnswered(`GET ${objects}/contacts`, 1)
    sandbox.hubspot.grants.revokeEverything()
    sandbox.hubspot.grants.expireAccessTokens()
    await messages(page)
      .getByText(/^HubSpot ended the connection for .+ Your data stays here/)
      .waitFor()
    await waitForStatus(page, 'Reconnect')
    sandbox.faults.clear()

    // Nothing that was open has closed, and everything can still be found.
    expect(page.url()).toBe(place)
    await page.getByRole('complementary', { name: 'Details of Ada Lovelace' }).waitFor()
    await search(page, 'hopper')
    await rowOf(page, 'Grace Hopper').waitFor()
    await search(page, '')
    await waitForTotal(page, '800')
    await search(page, 'lovelace')
    await rowOf(page, 'Ada Lovelace').waitFor()
    expect(countOf(tokenCalls)).toBe(1)

    // Typing may order the parts of the address anew; whence the person leaves is where they come back to.
    const leftAt = page.url()
    expect(leftAt).toMatch(/[?&]selected=.*[?&]q=lovelace|[?&]q=lovelace.*[?&]selected=/)
    await messages(page)
      .getByRole('button', { name: /^Reconnect/ })
      .click()
    const signIn = await inSignInWindow(running.app, page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await page.getByRole('complementary', { name: 'Details of Ada Lovelace' }).waitFor()
    expect(page.url()).toBe(leftAt)
    expect(await page.getByRole('searchbox', { name: 'Search all items' }).inputValue()).toBe('lovelace')
    await waitForStatus(page, 'Up to date')
    await expect
      .poll(() =>
        messages(page)
          .getByText(/ended the connection/)
          .count(),
      )
      .toBe(0)
    await goTo(page, 'Connections')
    expect(await countAccounts(page)).toBe(1)
  })
})

describe('a provider that cannot be reached or is ill', () => {
  it('asks an ill provider a few times and no more, keeps the rows, and completes later', async () => {
    const { page } = running
    sandbox.faults.add({
      path: objects,
      status: 503,
      body: '<html><title>Service Unavailable</title></html>',
    })
    await startLoad()
    await waitForStatus(page, 'Contacts did not load')
    for (const types of ['Contacts', 'Companies', 'Deals'] as const) {
      await streamOf(page, types).getByText('Not answering.').waitFor()
    }
    expect(sandbox.requests.entries().length).toBeLessThanOrEqual(9)
    await goTo(page, 'Items')
    await waitForTotal(page, '800')
    sandbox.faults.clear()
    await loadToTheEnd(page)
  })

  it('says that it is offline when the connection breaks in mid-load, and completes later', async () => {
    const { page } = running
    sandbox.faults.add({ path: objects, nth: [3, 10_000], drop: true })
    await startLoad()
    await waitForStatus(page, 'Offline · loaded')
    await streamOf(page, 'Contacts').getByText('Offline.').waitFor()
    await goTo(page, 'Connections')
    await page.getByText(/^Last loaded/).waitFor()
    await goTo(page, 'Items')
    await waitForTotal(page, '800')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    sandbox.faults.clear()
    await loadToTheEnd(page)
    await goTo(page, 'Items')
    await search(page, '')
    await waitForTotal(page, '800')
  })

  it('stops at once when it is told to while a reply stalls, and goes on where it stood', async () => {
    const { page } = running
    sandbox.faults.add({ path: `${objects}/deals`, nth: 2, stallMs: 60_000 })
    await startLoad()
    await streamOf(page, 'Contacts')
      .getByText(/^Complete/)
      .waitFor()
    await streamOf(page, 'Deals').getByText('Loading · 100 so far').waitFor()
    await page.getByRole('button', { name: 'Stop loading' }).click()
    await streamOf(page, 'Deals')
      .getByText(/^Stopped by you/)
      .waitFor()
    await waitForStatus(page, 'Not everything is loaded')
    sandbox.faults.clear()
    sandbox.requests.clear()
    await loadToTheEnd(page)
    expect(countOf(`GET ${objects}/deals`)).toBe(2)
    expect(running.problems).toEqual([])
  })
})
