import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import {
  closeDetails,
  connectAndLoad,
  goTo,
  inSignInWindow,
  messages,
  openDetails,
  rowOf,
  search,
  waitForStatus,
} from '../support/journey.ts'

const contacts = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp
let page: Page

// One app for the whole file; every test takes a person of its own.
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 60, companies: 10, deals: 10 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  ;({ page } = running)
  await connectAndLoad(running, '80')
  await waitForStatus(page, 'Up to date')
})

beforeEach(async () => {
  await goTo(page, 'Items')
  await search(page, '')
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

const records = () => sandbox.hubspot.records.contacts
const recordOf = (email: string) => {
  const record = records().findByEmail(email)
  if (record === undefined) throw new Error(`nobody has the address ${email}`)
  return record
}
const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const patience = { timeout: 30_000 }
const calls = (call: string): number => sandbox.requests.counts()[call] ?? 0

async function openNew(): Promise<void> {
  await page.getByRole('button', { name: 'New contact' }).click()
  await page.getByRole('heading', { name: 'New contact', level: 1 }).waitFor()
}

async function openForm(name: string): Promise<void> {
  await search(page, name)
  await openDetails(page, name)
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('heading', { name: `Edit ${name}` }).waitFor()
}

const saved = (name: string) => page.getByText(new RegExp(`^${name} is saved`)).first()
/** "Up to date" alone is also said while something waits. */
async function waitUntilSent(): Promise<void> {
  await page.getByRole('button', { name: /^Status: Up to date(?!.* waiting)/ }).waitFor({ timeout: 45_000 })
}
const patches = (): number => sandbox.requests.entries().filter(({ method }) => method === 'PATCH').length
async function openNeeds(): Promise<void> {
  await waitForStatus(page, '1 change needs you')
  await goTo(page, 'Outbox')
  await page.getByRole('tab', { name: 'Needs you (1)' }).click()
}

describe('a contact that the provider does not take', () => {
  it('that exists leads to the existing one, which gets the values that it lacks', async () => {
    // Loaded after the form's own look for the address: only HubSpot knows it.
    const { id } = records().create({ email: 'late.comer@example.com', firstname: 'Late', lastname: 'Comer' })
    await openNew()
    await field('Email').fill('late.comer@example.com')
    await field('Phone Number').fill('+44 20 7946 0123')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await openNeeds()
    await page.getByText('A contact with late.comer@example.com exists in HubSpot').waitFor()
    await page.getByRole('button', { name: 'Add to Late Comer' }).click()
    await expect.poll(() => records().get(id)?.properties['phone'], patience).toBe('+44 20 7946 0123')
    await waitUntilSent()
  })

  it('has the field that was refused marked, with the reason of the provider', async () => {
    await openNew()
    await field('Email').fill('not an address')
    await page.getByText(/^This does not look like an e-mail address/).waitFor()
    await field('Last Name').fill('Quay')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await openNeeds()
    await page.getByRole('button', { name: 'Fix Email' }).click()
    await page
      .getByText(/Email address not an address is invalid/)
      .first()
      .waitFor()
    await field('Email').fill('grace.quay@example.com')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect
      .poll(() => records().findByEmail('grace.quay@example.com')?.properties['lastname'], patience)
      .toBe('Quay')
    await waitUntilSent()
  })

  it('R41: is sent once when the answer is lost, and found by its address', async () => {
    sandbox.faults.add({ method: 'POST', path: `${contacts}$`.slice(1), after: true, drop: true, times: 1 })
    await openNew()
    await field('Email').fill('lost.answer@example.com')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await goTo(page, 'Outbox')
    await page.getByRole('tab', { name: /^Done today/ }).click()
    await page.getByRole('main').getByText('lost.answer@example.com').first().waitFor()
    await waitUntilSent()
    expect(calls(`POST ${contacts}`)).toBe(1)
  })
})

describe('a contact that somebody else works on', () => {
  it('is fetched fresh by Reload, which says what has changed, and is so in the list', async () => {
    const { id } = recordOf('grace.hopper@compiler.example')
    records().update(id, { company: 'Navy of the United States' })
    await openForm('Grace Hopper')
    await page.getByRole('button', { name: 'Reload' }).click()
    await page.getByText(/^Fetched from HubSpot\. \d fields? (has|have) changed/).waitFor()
    await page.getByRole('button', { name: 'Back to the items' }).click()
    await closeDetails(page)
    await rowOf(page, 'Grace Hopper').getByText('Navy of the United States').waitFor()
  })

  it('U9: is said to be gone when it was deleted meanwhile, and is removed here too', async () => {
    const { id } = recordOf('emmy.noether@symmetrie.example')
    await openForm('Emmy Noether')
    records().archive(id)
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete contact' }).click()
    await page
      .getByRole('region', { name: 'What can be taken back' })
      .getByText('Emmy Noether is deleted.')
      .waitFor()
    await search(page, 'noether')
    await page.getByText('No item matches “noether”').waitFor({ timeout: 30_000 })
    expect(sandbox.requests.entries().some(({ method }) => method === 'DELETE')).toBe(false)
  })

  it('R40, U7: asks about a field that both changed, with the times of each side, and sends what is chosen', async () => {
    const { id, properties } = recordOf('hideki.yukawa@meson.example.org')
    const before = properties['jobtitle'] ?? ''
    await workOffline(true)
    await openForm('秀樹 湯川')
    await field('Job Title').fill('Director')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await saved('秀樹 湯川').waitFor()
    records().update(id, { jobtitle: 'Emeritus' })
    await workOffline(false)
    await openNeeds()
    const table = page.getByRole('region', { name: 'What both sides have' })
    await table.getByText(before).first().waitFor()
    await table.getByRole('columnheader', { name: /^Yours \(this computer, .+\)$/ }).waitFor()
    await page.getByRole('button', { name: /^Keep my job title$/i }).click()
    await expect.poll(() => records().get(id)?.properties['jobtitle'], patience).toBe('Director')
    await waitUntilSent()
  })
})

async function workOffline(isOffline: boolean): Promise<void> {
  await page.getByRole('button', { name: /^Status: / }).click()
  const toggle = page.getByRole('switch', { name: 'Work offline' })
  await (isOffline ? toggle.check() : toggle.uncheck())
  await page.keyboard.press('Escape')
  await toggle.waitFor({ state: 'detached' })
}

describe('what was typed', () => {
  it('U2: is kept by Tab and saved by Ctrl-S, and goes out when the provider answers again', async () => {
    await openForm('Ada Lovelace')
    sandbox.faults.add({ method: 'PATCH', path: contacts, status: 500, body: { message: 'internal error' } })
    await field('Phone Number').focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('+44 20 7946 0001')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await field('Phone Number').inputValue()).toBe('+44 20 7946 0001')
    await field('Phone Number').press('Control+S')
    await saved('Ada Lovelace').waitFor()
    await expect.poll(patches, patience).toBeGreaterThan(0)
    sandbox.faults.clear()
    await expect
      .poll(() => recordOf('ada.lovelace@analytical.example').properties['phone'], patience)
      .toBe('+44 20 7946 0001')
    await waitUntilSent()
  })

  it('is saved without a connection, shown in the list, and sent when there is one again', async () => {
    sandbox.faults.add({ path: '/crm', drop: true })
    await openForm('Ada Lovelace')
    await field('Company Name').fill('Analytical Engines of London')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await saved('Ada Lovelace').waitFor()
    await closeDetails(page)
    await rowOf(page, 'Ada Lovelace').getByText('Analytical Engines of London').waitFor()
    await waitForStatus(page, 'Offline · 1 change waiting')
    sandbox.faults.clear()
    // By itself or by the user's word, whichever comes first.
    await goTo(page, 'Outbox')
    const again = page.getByRole('button', { name: 'Try now' }).or(page.getByText('Nothing is waiting'))
    await again.first().waitFor()
    if (await page.getByRole('button', { name: 'Try now' }).isVisible()) {
      await page.getByRole('button', { name: 'Try now' }).click()
    }
    await waitUntilSent()
    expect(recordOf('ada.lovelace@analytical.example').properties['company']).toBe(
      'Analytical Engines of London',
    )
  })

  it('U5: waits when the connection has ended, and goes out after the sign-in', async () => {
    sandbox.hubspot.grants.revokeEverything()
    sandbox.hubspot.grants.expireAccessTokens()
    await openForm('Ada Lovelace')
    await field('Phone Number').fill('+44 20 7946 0002')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await saved('Ada Lovelace').waitFor()
    await messages(page)
      .getByRole('button', { name: /^Reconnect/ })
      .click()
    const signIn = await inSignInWindow(running.app, page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await expect
      .poll(() => recordOf('ada.lovelace@analytical.example').properties['phone'], patience)
      .toBe('+44 20 7946 0002')
    expect(running.problems).toEqual([])
  })
})
