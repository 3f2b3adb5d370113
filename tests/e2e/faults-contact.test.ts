import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import {
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

afterEach(async () => {
  sandbox.faults.clear()
  sandbox.requests.clear()
  // A form that a failed test left behind must not hold up the next one.
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Items' }).click()
  const leave = page.getByRole('button', { name: 'Leave without saving' })
  const heading = page.getByRole('heading', { name: 'Items', level: 1 })
  await leave.or(heading).first().waitFor()
  if (await leave.isVisible()) await leave.click()
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
const problem = () => page.getByRole('main').getByRole('alert')
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
  // The form reads the contact afresh: what happens to it from here on happens after that.
  await page.getByText(/^Read just now/).waitFor()
}

describe('a contact that the provider does not take', () => {
  it('says that the address exists, keeps what was typed, and opens the contact that has it', async () => {
    await openNew()
    await field('E-mail').fill('ada.lovelace@analytical.example')
    await field('First name').fill('Another')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await problem().getByText('A contact with this e-mail exists').waitFor()
    expect(await field('First name').inputValue()).toBe('Another')
    await problem().getByRole('button', { name: 'Open the contact that exists' }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await page.getByRole('heading', { name: 'Edit Ada Lovelace' }).waitFor()
  })

  it('marks the field that was refused, with the reason of the provider', async () => {
    await openNew()
    await field('E-mail').fill('not an address')
    await page.getByText('This does not look like an e-mail address.').waitFor()
    await field('Last name').fill('Quay')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await problem().getByText('HubSpot did not accept 1 value').waitFor()
    await page.getByText('Email address not an address is invalid').waitFor()
    expect(await field('E-mail').getAttribute('aria-invalid')).toBe('true')
    expect(await field('Last name').inputValue()).toBe('Quay')
    await field('E-mail').fill('grace.quay@example.com')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await page.getByRole('complementary', { name: 'Details of Quay' }).waitFor()
  })

  it('sends a new contact once when the answer is lost, and finds it by its address afterwards', async () => {
    sandbox.faults.add({ method: 'POST', path: contacts, after: true, drop: true, times: 1 })
    await openNew()
    await field('E-mail').fill('lost.answer@example.com')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await problem().getByText('Offline', { exact: true }).waitFor()
    expect(calls(`POST ${contacts}`)).toBe(1)
    expect(await field('E-mail').inputValue()).toBe('lost.answer@example.com')
    await page.getByRole('button', { name: 'Try again' }).click()
    await problem().getByText('A contact with this e-mail exists').waitFor()
    await problem().getByRole('button', { name: 'Open the contact that exists' }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await page.getByRole('heading', { name: 'Edit lost.answer@example.com' }).waitFor()
  })
})

describe('a contact that somebody else works on', () => {
  it('is shown fresh when the form opens, and afterwards in the list', async () => {
    const { id } = recordOf('grace.hopper@compiler.example')
    records().update(id, { phone: '+1 703 555 0199', company: 'Navy of the United States' })
    await openForm('Grace Hopper')
    expect(await field('Phone').inputValue()).toBe('+1 703 555 0199')
    await page.getByRole('definition').filter({ hasText: 'Navy of the United States' }).waitFor()
    await page.getByRole('button', { name: 'Back to the items' }).click()
    await rowOf(page, 'Grace Hopper').getByText('Navy of the United States').waitFor()
  })

  it('is said to be gone when it was deleted meanwhile, and is removed here too', async () => {
    const { id } = recordOf('emmy.noether@symmetrie.example')
    await openForm('Emmy Noether')
    records().archive(id)
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete contact' }).click()
    await page
      .getByText(/^Emmy Noether no longer exists in HubSpot.+ Removed here too\.$/)
      .first()
      .waitFor()
    await search(page, 'noether')
    await page.getByText('No item matches “noether”').waitFor()
  })

  it('is said to be gone when its form is opened', async () => {
    const { id } = recordOf('zenobe.gramme@dynamo.example.net')
    await search(page, 'gramme')
    await openDetails(page, 'Zénobe Gramme')
    records().archive(id)
    await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('main').getByText('This contact no longer exists in HubSpot').waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Back to the items' }).last().click()
    await page.getByText('No item matches “gramme”').waitFor()
  })
})

describe('what was typed', () => {
  it('U2: survives Tab, Enter and Ctrl-S while saving fails, and is saved in the end', async () => {
    await openForm('Ada Lovelace')
    sandbox.faults.add({ method: 'PATCH', path: contacts, status: 500, body: { message: 'internal error' } })
    await field('Phone').focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('+44 20 7946 0001')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await field('Phone').inputValue()).toBe('+44 20 7946 0001')
    for (const key of ['Enter', 'Control+S']) {
      sandbox.requests.clear()
      await field('Phone').press(key)
      await expect
        .poll(() => sandbox.requests.entries().filter(({ method }) => method === 'PATCH').length)
        .toBe(1)
      await problem().getByText('Not answering').waitFor()
      await page.getByText('What you typed is still here.').waitFor()
      expect(await field('Phone').inputValue()).toBe('+44 20 7946 0001')
    }
    sandbox.faults.clear()
    await field('Phone').press('Control+S')
    await page.getByRole('complementary', { name: 'Details of Ada Lovelace' }).waitFor()
    expect(recordOf('ada.lovelace@analytical.example').properties['phone']).toBe('+44 20 7946 0001')
  })

  it('stays in the form while there is no connection, and is sent when there is one again', async () => {
    await openForm('Ada Lovelace')
    await field('Company').fill('Analytical Engines of London')
    sandbox.faults.add({ path: '/crm', drop: true })
    await page.getByRole('button', { name: 'Save changes' }).click()
    await problem().getByText('Offline', { exact: true }).waitFor()
    await page.getByText('What you typed is still here.').waitFor()
    await waitForStatus(page, 'Offline · loaded')
    expect(await field('Company').inputValue()).toBe('Analytical Engines of London')
    sandbox.faults.clear()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('complementary', { name: 'Details of Ada Lovelace' }).waitFor()
    await rowOf(page, 'Ada Lovelace').getByText('Analytical Engines of London').waitFor()
    await waitForStatus(page, 'Up to date')
  })

  it('can be typed while working offline, and is sent by going back online', async () => {
    await openNew()
    await page.getByRole('button', { name: /^Status: / }).click()
    await page.getByRole('switch', { name: 'Work offline' }).check()
    await page.keyboard.press('Escape')
    await page.getByText('You are working offline. You can fill in the form').waitFor()
    await field('E-mail').fill('offline.first@example.com')
    await page.getByRole('button', { name: 'Create contact' }).click()
    await problem().getByText('Working offline', { exact: true }).waitFor()
    expect(sandbox.requests.entries()).toEqual([])
    expect(await field('E-mail').inputValue()).toBe('offline.first@example.com')
    await problem().getByRole('button', { name: 'Go back online' }).click()
    await page.getByRole('complementary', { name: 'Details of offline.first@example.com' }).waitFor()
  })

  it('outlives a sign-in that became necessary in the middle of it', async () => {
    await openForm('Ada Lovelace')
    await field('Phone').fill('+44 20 7946 0002')
    sandbox.hubspot.grants.revokeEverything()
    sandbox.hubspot.grants.expireAccessTokens()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await problem().getByText('Signed out', { exact: true }).waitFor()
    await messages(page)
      .getByRole('button', { name: /^Reconnect/ })
      .click()
    const signIn = await inSignInWindow(running.app, page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await page.getByRole('heading', { name: 'Edit Ada Lovelace' }).waitFor()
    expect(await field('Phone').inputValue()).toBe('+44 20 7946 0002')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('complementary', { name: 'Details of Ada Lovelace' }).waitFor()
    expect(recordOf('ada.lovelace@analytical.example').properties['phone']).toBe('+44 20 7946 0002')
    expect(running.problems).toEqual([])
  })
})
