import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { endedRuns, loadIsOver } from '../support/app-log.ts'
import {
  connectAndLoad,
  goTo,
  loadToTheEnd,
  openDetails,
  search,
  startLoad,
  startLoadingAgain,
  streamOf,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'
import { callsSince, isCall, lists, objects, searches } from '../support/record-calls.ts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp
let countedFromMs = 0

// One app for the whole file: each test leaves it as it found it, loaded and up to date.
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 450, companies: 120, deals: 900 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  await connectAndLoad(running, '1,470')
  await waitForStatus(running.page, 'Up to date')
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

describe('a provider that cannot be reached or is ill', () => {
  it('asks an ill provider a few times and no more, keeps the rows, and completes later', async () => {
    const { page } = running
    sandbox.faults.add({
      path: objects,
      status: 503,
      body: '<html><title>Service Unavailable</title></html>',
    })
    for (const loads of [1, 2]) {
      const ended = await endedRuns(profile.folder, 'links', 'changes')
      await startLoad(running.page)
      await loadIsOver(profile.folder, 'changes', ended)
      await waitForStatus(page, 'Contacts did not load')
      for (const types of ['Contacts', 'Companies', 'Deals'] as const) {
        await streamOf(page, types).getByText('Not answering.').waitFor()
      }
      // Each type is looked at once a load, and the account may repeat ten calls and a tenth of all that it makes.
      const refused = calls().filter(({ status }) => status === 503).length
      const firstCalls = calls().length - refused + loads * 3
      expect(refused).toBeGreaterThan(loads * 3)
      expect(refused - loads * 3).toBeLessThanOrEqual(10 + Math.floor(firstCalls / 10))
    }
    const sent = calls().length
    await goTo(page, 'Items')
    await waitForTotal(page, '1,470')
    expect(calls()).toHaveLength(sent)
    sandbox.faults.clear()
    await loadToTheEnd(page)
  })

  it('says that it is offline when the connection breaks in mid-load, and completes later', async () => {
    const { page } = running
    // After the nine calls for the account's facts, and the first one for a record.
    sandbox.faults.add({ path: '/crm/', nth: [11, 10_000], drop: true })
    await startLoad(running.page)
    await waitForStatus(page, 'Offline · loaded')
    await streamOf(page, 'Contacts').getByText('Offline.').waitFor()
    await goTo(page, 'Connections')
    await page.getByText(/^Last loaded/).waitFor()
    await goTo(page, 'Items')
    await waitForTotal(page, '1,470')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    sandbox.faults.clear()
    await loadToTheEnd(page)
    await goTo(page, 'Items')
    await search(page, '')
    await waitForTotal(page, '1,470')
  })

  it('stops at once when it is told to while a reply stalls, and goes on where it stood', async () => {
    const { page } = running
    sandbox.faults.replace([
      { ...lists('deals'), nth: 2, stallMs: 60_000 },
      { ...searches('deals'), nth: 2, stallMs: 60_000 },
    ])
    await startLoadingAgain(page)
    await streamOf(page, 'Contacts')
      .getByText(/^Complete/)
      .waitFor()
    // A page of the list, and one of search.
    await streamOf(page, 'Deals')
      .getByText(/^Loading (· 300 so far|300 of 900)$/)
      .waitFor()
    await page.getByRole('button', { name: 'Stop loading' }).click()
    // Sooner than the calls that stall are given up, after half a minute.
    await streamOf(page, 'Deals')
      .getByText(/^Stopped by you/)
      .waitFor({ timeout: 15_000 })
    await waitForStatus(page, 'Not everything is loaded')
    // Search does the rest, until it comes to where the list stood.
    sandbox.faults.replace([{ ...lists('deals'), stallMs: 3_000 }])
    countedFromMs = Date.now()
    await loadToTheEnd(page)
    await streamOf(page, 'Deals').getByText('900 here').waitFor()
    const listed = calls().filter(isCall(`GET ${objects}/deals`))
    expect(listed.map(({ target }) => /[?&](after|archived)=/.exec(target)?.[1])).toEqual(['after'])
    // Four of the five pages, and one call that counts what the list should have.
    expect(countOf(`POST ${objects}/deals/search`)).toBe(5)
    expect(running.problems).toEqual([])
  })
})
