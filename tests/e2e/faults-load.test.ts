import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { endedRuns, loadIsOver, logLines } from '../support/app-log.ts'
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
  startLoad,
  startLoadingAgain,
  startSignIn,
  streamOf,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'
import { callsSince, isCall, lists, objects, searches } from '../support/record-calls.ts'

const tokenCalls = 'POST /oauth/2026-09/token'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp
let countedFromMs = 0

// One app for the whole file: each test leaves it as it found it, loaded and up to date.
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 450, companies: 120, deals: 900 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
})

beforeEach(() => {
  countedFromMs = Date.now()
})

afterEach(() => {
  sandbox.faults.clear()
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

const calls = () => callsSince(sandbox, countedFromMs)

const countOf = (call: string): number => calls().filter(isCall(call)).length

async function hasAnswered(call: string, times: number): Promise<void> {
  await expect.poll(() => countOf(call), { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(times)
}

const countOfFaulty = (pathEnd: string): number =>
  calls().filter(({ faulty, path }) => faulty && path.endsWith(pathEnd)).length

/** Read without care, each would say that there is nothing more. */
const spoiltReplies: [string, unknown][] = [
  ['HTML', '<!doctype html><title>Hotel Wi-Fi</title><h1>Please accept our terms</h1>'],
  ['JSON cut in half', '{"results":[{"id":"1","properties":{"dealname":"Cut'],
  ['null', null],
  ['a byte order mark', '\uFEFF{"total":0,"results":[]}'],
  ['a key that is there twice', '{"total":900,"total":0,"results":[]}'],
]

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
    const line = (await logLines(profile.folder)).find((one) => one['reference'] === reference)
    expect(line).toMatchObject({
      event: 'load.failed',
      feed: 'deal',
      mode: 'full',
      error: 'missing-permission',
    })

    sandbox.faults.clear()
    await loadToTheEnd(page)
    await streamOf(page, 'Deals').getByText('900 here').waitFor()
  })

  it.each(spoiltReplies)(
    'R61: takes nothing from a 200 with %s on a later page; rows of the load before stay',
    async (_, body) => {
      const { page } = running
      // Search must not have come to where the list was before its second page.
      sandbox.faults.replace([
        { ...lists('deals'), nth: 2, body },
        { ...searches('deals'), stallMs: 20_000 },
      ])
      await startLoadingAgain(page)
      await waitForStatus(page, 'Deals did not load')
      await streamOf(page, 'Contacts')
        .getByText(/^Complete/)
        .waitFor()
      await streamOf(page, 'Companies')
        .getByText(/^Complete/)
        .waitFor()
      await streamOf(page, 'Deals').getByText('An answer that was not understood.').waitFor()
      await streamOf(page, 'Deals').getByText('900 here').waitFor()
      expect(countOfFaulty('/deals')).toBe(1)
      await goTo(page, 'Items')
      await waitForTotal(page, '1,470')
      sandbox.faults.clear()
      await loadToTheEnd(page)
      await streamOf(page, 'Deals').getByText('900 here').waitFor()
    },
  )

  it.each(spoiltReplies)(
    'R61: takes nothing from a 200 with %s on a later page of search; the list brings the rest',
    async (_, body) => {
      const { page } = running
      const ended = await endedRuns(profile.folder, 'links', 'full')
      sandbox.faults.replace([
        { ...searches('deals'), nth: 2, body },
        { ...lists('deals'), nth: [1, 2], stallMs: 1_000 },
      ])
      await startLoadingAgain(page)
      await loadIsOver(profile.folder, 'full', ended)
      await waitForStatus(page, 'Up to date')
      await streamOf(page, 'Deals').getByText('900 here').waitFor()
      expect(countOfFaulty('/deals/search')).toBe(1)
      // Each record was met: none had to be asked for by its id.
      expect(countOf(`POST ${objects}/deals/batch/read`)).toBe(0)
    },
  )

  it('R61: takes nothing from a spoilt later page of changes, and brings them with the next load', async () => {
    const { page } = running
    const { deals } = sandbox.hubspot.records
    const ids = deals.list({ from: 0, limit: 300, archived: false }).records.map(({ id }) => id)
    for (const id of ids) deals.update(id, { dealname: 'Renamed elsewhere' })
    const last = ids.at(-1) ?? ''
    deals.update(last, { dealname: 'Renamed last of all' })

    sandbox.faults.add({ ...searches('deals'), nth: 2, body: '\uFEFF{"total":0,"results":[]}' })
    await startLoad(running.page)
    await waitForStatus(page, 'Deals did not load')
    await streamOf(page, 'Deals').getByText('An answer that was not understood.').waitFor()
    await goTo(page, 'Items')
    await search(page, 'renamed last of all')
    await page.getByText(/^No item matches/).waitFor()
    sandbox.faults.clear()
    await loadToTheEnd(page)
    await goTo(page, 'Items')
    await search(page, 'renamed last of all')
    await rowOf(page, 'Renamed last of all').waitFor()
    await search(page, '')
    await waitForTotal(page, '1,470')
  })
})

describe('a sign-in that ends in mid-load', () => {
  it('refreshes once when every type meets an expired token at the same time, and completes', async () => {
    const { page } = running
    const ended = await endedRuns(profile.folder, 'links', 'full')
    // The first calls of all lists and searches are under way, or come after, when the token expires.
    sandbox.faults.add({ path: objects, nth: [1, 6], stallMs: 3_000 })
    await startLoadingAgain(page)
    await hasAnswered('GET /crm/owners/2026-09', 2)
    await hasAnswered('GET /crm/pipelines/2026-09/deals', 1)
    for (const type of ['contacts', 'companies', 'deals']) {
      await hasAnswered(`GET /crm/properties/2026-09/${type}`, 1)
      await hasAnswered(`GET /crm/properties/2026-09/${type}/groups`, 1)
    }
    sandbox.hubspot.grants.expireAccessTokens()
    await loadIsOver(profile.folder, 'full', ended)
    await waitForStatus(page, 'Up to date')
    const refused = calls().filter(({ status }) => status === 401)
    expect(refused.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      ['companies', 'contacts', 'deals']
        .flatMap((type) => [`GET ${objects}/${type}`, `POST ${objects}/${type}/search`])
        .toSorted(),
    )
    expect(countOf(tokenCalls)).toBe(1)
    await goTo(page, 'Items')
    await waitForTotal(page, '1,470')
  })

  it('tells when the grant is dead, keeps all readable, and reconnecting leads back to the same place', async () => {
    const { page } = running
    await goTo(page, 'Items')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    const place = page.url()

    // What is gone is asked for after what changed: by then the grant is dead.
    sandbox.faults.add({ method: 'GET', path: objects, stallMs: 3_000 })
    await page.keyboard.press('F5')
    await hasAnswered(`POST ${objects}/contacts/search`, 1)
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
    await waitForTotal(page, '1,470')
    await search(page, 'lovelace')
    await rowOf(page, 'Ada Lovelace').waitFor()
    expect(countOf(tokenCalls)).toBe(1)

    // What is typed stands in the address a moment after its rows are there, and may order its parts anew; whence the person
    // leaves is where they come back to.
    await page.waitForURL(/[?&]selected=.*[?&]q=lovelace|[?&]q=lovelace.*[?&]selected=/)
    const leftAt = page.url()
    await messages(page)
      .getByRole('button', { name: /^Reconnect/ })
      .click()
    const signIn = await inSignInWindow(running.app, page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await page.getByRole('complementary', { name: 'Details of Ada Lovelace' }).waitFor()
    expect(page.url()).toBe(leftAt)
    expect(await page.getByRole('searchbox', { name: /^Search (all items|this list)$/ }).inputValue()).toBe(
      'lovelace',
    )
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
