import type { Page } from 'playwright'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildAppWithHarbour } from '../fourth-provider/build-app.ts'
import { startHarbourService, type HarbourService } from '../fourth-provider/harbour-service.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { freePorts } from '../support/free-ports.ts'
import {
  chooseProvider,
  createWorkspace,
  inSignInWindow,
  rowOf,
  search,
  waitForTotal,
} from '../support/journey.ts'
import { createSystemBrowser, type SystemBrowser } from '../support/system-browser.ts'

let appFolder: string
beforeAll(async () => {
  appFolder = await buildAppWithHarbour()
})

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function launch(browser?: SystemBrowser): Promise<{ service: HarbourService; running: RunningApp }> {
  const [port = 0] = await freePorts(1)
  const service = await startHarbourService([`http://localhost:${port}/oauth/harbour/callback`])
  cleanups.push(service.close)
  const profile = await createUserData()
  cleanups.push(profile.remove)
  const running = await launchApp({
    userData: profile.folder,
    endpoints: service.endpoints,
    appFolder,
    secrets: service.oidc.secrets,
    ...(browser === undefined ? {} : { environment: browser.environment }),
  })
  cleanups.push(() => running.close())
  await createWorkspace(running.page)
  await chooseProvider(running.page, /Harbour/)
  return { service, running }
}

/** Everything of the provider is in the list, and it is found. */
async function seeAll(page: Page): Promise<void> {
  await waitForTotal(page, '120')
  await page.getByRole('button', { name: 'Companies 120', exact: true }).waitFor()
  await search(page, 'company 77')
  await rowOf(page, 'Harbour Company 77').waitFor()
}

describe('a fourth provider in the real app, at a certified authorization server with PKCE', () => {
  it('signs in through a window of the app, loads and shows', async () => {
    const { service, running } = await launch()
    const signIn = await inSignInWindow(running.app, running.page)
    await signIn.getByRole('heading', { name: 'Connect an app to Harbour' }).waitFor()
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await seeAll(running.page)
    expect(service.oidc.tokenRequests).toHaveLength(1)
    expect(service.oidc.secrets().length).toBeGreaterThanOrEqual(5)
    expect(running.problems).toEqual([])
  })

  it("signs in through the user's own browser that xdg-open opens, loads and shows", async () => {
    const browser = await createSystemBrowser()
    cleanups.push(browser.close)
    const { service, running } = await launch(browser)
    await running.page.getByRole('main').getByRole('button', { name: 'Use my browser' }).click()
    const signIn = await browser.page(service.oidc.origin)
    await signIn.getByRole('heading', { name: 'Connect an app to Harbour' }).waitFor()
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await signIn.getByRole('heading', { name: 'Back to Portolan' }).waitFor()
    await seeAll(running.page)
    expect(service.oidc.tokenRequests).toHaveLength(1)
    // No window of the app took part.
    expect(running.app.windows()).toHaveLength(1)
    expect(running.problems).toEqual([])
  })
})
