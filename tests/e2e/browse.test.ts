import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright'
import { inspectPage } from '../../scripts/tour/inspect-page.mjs'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import {
  closeDetails,
  connectAndLoad,
  goTo,
  openDetails,
  openSettings,
  rowOf,
  waitForStatus,
} from '../support/journey.ts'

/** A deadline, not a pause. */
const patience = { timeout: 15_000 }
const counts = { contacts: 320, companies: 40, deals: 60 }

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp
let page: Page

async function launch(): Promise<void> {
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  ;({ page } = running)
}

// One start for all, and one more where that is what is tested; every test begins at the plain list of one type.
beforeAll(async () => {
  sandbox = await startSandbox(counts)
  profile = await createUserData()
  await launch()
  await connectAndLoad(running, '420')
  await waitForStatus(page, 'Up to date')
})

beforeEach(() => list('Contacts 320'))

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

const button = (name: string): Locator => page.getByRole('button', { name, exact: true })
const grid = (): Locator => page.getByRole('grid', { name: 'Items' })
const header = (name: string): Locator => grid().getByRole('columnheader', { name, exact: true })
const details = (name: string): Locator => page.getByRole('complementary', { name: `Details of ${name}` })
const palette = (): Locator => page.getByRole('combobox', { name: /^Search items, commands/ })

/** Opens a type's list, and waits for its rows: what is selected of the list before goes with it. */
async function list(type: string): Promise<void> {
  await goTo(page, 'Items')
  await button(type).click()
  await page.getByRole('button', { name: type, exact: true, pressed: true }).waitFor()
  const rows = Number(/\d+$/.exec(type)?.[0])
  await expect.poll(() => grid().getAttribute('aria-rowcount'), patience).toBe(String(rows + 1))
}

/** What the list says below its rows. */
const says = (words: string): Promise<void> =>
  page.getByRole('region', { name: 'Items' }).getByRole('status').filter({ hasText: words }).waitFor()

async function filterByCity(city: string): Promise<void> {
  await page.keyboard.press('Control+Shift+F')
  const dialog = page.getByRole('dialog', { name: 'Filter' })
  await dialog.getByRole('combobox', { name: 'Field' }).fill('City')
  await page.getByRole('option', { name: 'City', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Value' }).fill(city)
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Conditions' }).getByText(`City contains ${city}`).waitFor()
}

async function chooseColumn(name: string): Promise<void> {
  await button('Columns').click()
  const chooser = page.getByRole('dialog', { name: 'Columns of this list' })
  await chooser.getByRole('searchbox', { name: 'Find a field' }).fill(name)
  await chooser.getByRole('checkbox', { name, exact: true }).check()
  await page.keyboard.press('Escape')
  await header(name).waitFor()
}

/** How many contacts the service itself has in a city. */
const contactsIn = (city: string): number =>
  Array.from({ length: counts.contacts }, (_, at) => sandbox.hubspot.records.contacts.at(at)).filter(
    (record) => record?.properties['city'] === city,
  ).length

describe('the list', () => {
  it('U10, U12: is narrowed by a chip and kept as a view, with a true count, also after another start', async () => {
    const count = contactsIn('Bristol')
    expect(count).toBeGreaterThan(3)
    await chooseColumn('City')
    await filterByCity('Bristol')
    await says(`${count} items`)
    await button('Save this list as a view').click()
    const dialog = page.getByRole('dialog', { name: 'Save as a new view' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Close by')
    await dialog.getByRole('button', { name: 'Save view' }).click()
    const view = () => page.getByRole('button', { name: `Close by ${count}`, exact: true, pressed: true })
    await view().waitFor()
    // What is chosen is kept a moment later.
    await page.waitForTimeout(600)
    expect(running.problems).toEqual([])
    await running.close()

    await launch()
    await view().waitFor()
    await header('City').waitFor()
    await says(`${count} items`)
    await list('All 420')
    await button(`Close by ${count}`).click()
    await view().waitFor()
    await says(`${count} items`)
    // Update and Reset are offered only while the list shows something else than the view.
    const changed = page.getByRole('group', { name: 'View changed' })
    expect(await changed.count()).toBe(0)
    await button('Remove: City contains Bristol').click()
    await changed.getByRole('button', { name: 'Update' }).waitFor()
    await says('320 items')
    await changed.getByRole('button', { name: 'Reset' }).click()
    await says(`${count} items`)
    expect(await changed.count()).toBe(0)
  })

  it('is sorted by several columns, the first one first', async () => {
    await header('Company').click()
    await header('Name').click({ modifiers: ['Shift'] })
    await page.getByText('Sort: Company ↑, Name ↑').waitFor()
    // The heading tells of the rows that are shown, the line above of those that are wanted.
    await expect.poll(() => header('Company').getAttribute('aria-sort'), patience).toBe('ascending')
    const colleagues = grid().getByRole('row').filter({ hasText: 'Analytical Engines Ltd' })
    await expect.poll(() => colleagues.count(), patience).toBeGreaterThan(3)
    // The rows of the one column alone stay until those of both are there.
    const areSorted = async (): Promise<boolean> => {
      const shown = await colleagues.getByRole('rowheader').allInnerTexts()
      return shown.join() === shown.toSorted(new Intl.Collator('en').compare).join()
    }
    await expect.poll(areSorted, patience).toBe(true)
    await header('Company').click({ modifiers: ['Shift'] })
    await page.getByText('Sort: Company ↓, Name ↑').waitFor()
    await rowOf(page, 'Ada Lovelace').waitFor({ state: 'detached' })
  })

  it('U3: keeps a row that was edited in a cell and no longer matches, marked, until it is let go', async () => {
    const count = contactsIn('Bologna')
    await filterByCity('Bologna')
    await says(`${count} items`)
    const name = await grid().getByRole('rowheader').first().innerText()
    const row = rowOf(page, name)
    await row.getByRole('gridcell', { name: 'Bologna', exact: true }).focus()
    await page.keyboard.press('F2')
    await row.getByRole('textbox', { name: `City of ${name}` }).fill('Turin')
    await page.keyboard.press('Enter')
    await row.getByRole('gridcell', { name: 'Turin', exact: true }).waitFor()
    await expect.poll(() => row.getAttribute('title'), patience).toBe('No longer matches this view')
    expect(await row.getByRole('rowheader').getAttribute('aria-description')).toMatch(/^No longer matches/)
    await button('Hide what no longer matches').click()
    await says(`${count - 1} items`)
    expect(await row.count()).toBe(0)
    await expect.poll(() => contactsIn('Bologna'), patience).toBe(count - 1)
  })

  it('selects a range and all that match, and copies them as TSV', async () => {
    const checks = grid().getByRole('gridcell').getByRole('checkbox')
    await checks.nth(1).click()
    await checks.nth(4).click({ modifiers: ['Shift'] })
    await says('4 of 320 selected')
    expect(await grid().getByRole('row', { selected: true }).count()).toBe(4)
    await button('Select all 320 matching').click()
    await says('320 of 320 selected')
    await button('Copy').click()
    await page.getByRole('menuitem', { name: 'Copy as TSV' }).click()
    await page.getByText('320 rows copied').first().waitFor()
    const lines = (await running.app.evaluate(({ clipboard }) => clipboard.readText())).split('\n')
    expect(lines).toHaveLength(321)
    expect(lines[0]).toMatch(/^Name\tType\tSource\tE-mail\t/)
    expect(lines.filter((line) => line.startsWith('Ada Lovelace\tContact\t'))).toHaveLength(1)
    await button('Clear').click()
  })

  it('tells how many rows there are and which are shown, wherever one scrolls', async () => {
    await expect.poll(() => grid().getAttribute('aria-rowcount'), patience).toBe('321')
    const drawn = async (): Promise<number[]> => {
      const rows = await grid()
        .getByRole('row')
        .evaluateAll((elements) => elements.map((one) => Number(one.getAttribute('aria-rowindex'))))
      return rows.filter((index) => index > 1)
    }
    await grid().getByRole('rowheader').first().focus()
    await page.keyboard.press('Control+End')
    await expect.poll(async () => (await drawn()).at(-1), patience).toBe(321)
    await grid().hover()
    await page.mouse.wheel(0, -3_000)
    await expect.poll(async () => (await drawn())[0], patience).toBeLessThan(250)
    const shown = (await drawn()).filter((index) => index !== 321)
    expect(shown).toEqual(shown.map((_, step) => (shown[0] ?? 0) + step))
    await page.keyboard.press('Control+Home')
    await expect.poll(async () => (await drawn())[0], patience).toBe(2)
  })

  it('stands as a board by deal stage, whose columns count every deal', async () => {
    await list('Deals 60')
    await button('Board').click()
    const board = page.getByRole('region', { name: 'Board by Deal Stage' })
    await board.getByRole('region', { name: /^Closed Won.*: \d+$/ }).waitFor()
    for (const column of await board.getByRole('region').all()) {
      await column.scrollIntoViewIfNeeded()
      await expect.poll(() => column.getAttribute('aria-label'), patience).toMatch(/: \d+$/)
    }
    const labels = await board
      .getByRole('region')
      .evaluateAll((columns) => columns.map((one) => one.getAttribute('aria-label') ?? ''))
    expect(labels.reduce((sum, label) => sum + Number(label.split(': ').at(-1)), 0)).toBe(60)
    await button('Grid').click()
    await grid().waitFor()
  })
})

describe('the palette', () => {
  it('finds a record and a command by the keyboard alone, also what is typed before it is there', async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type('lovelace')
    await page.getByRole('option', { name: /^Ada Lovelace/, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await details('Ada Lovelace').waitFor()
    await page.keyboard.press('Control+K')
    await page.keyboard.type('>open settings')
    await page.getByRole('option', { name: /^Open settings/, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  })

  it('asks HubSpot itself where that is wanted', async () => {
    await page.keyboard.press('Control+K')
    await palette().fill('hopper')
    const line = page.getByRole('option', { name: /^Search HubSpot for “hopper”/ })
    await line.click()
    await line.filter({ hasText: 'HubSpot found 1 item' }).waitFor()
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'detached' })
  })
})

describe('the details', () => {
  it('have what belongs to the record, its history and its JSON, and step through the list', async () => {
    await openDetails(page, 'Ada Lovelace')
    const pane = details('Ada Lovelace')
    await pane.getByRole('tab', { name: 'Related' }).click()
    await pane.getByRole('region', { name: 'Companies (1)' }).waitFor()
    await pane.getByRole('tab', { name: 'History' }).click()
    await pane.getByRole('region', { name: 'Your changes' }).waitFor()
    await page.keyboard.press('Control+Shift+J')
    const find = pane.getByRole('textbox', { name: 'Find in the JSON' })
    await find.fill('lovelace')
    await pane.getByRole('status').filter({ hasText: '1 of 2' }).waitFor()
    await find.press('Enter')
    await pane.getByRole('status').filter({ hasText: '2 of 2' }).waitFor()
    await pane.getByRole('button', { name: 'Next item' }).click()
    await pane.waitFor({ state: 'detached' })
    const opened = grid().locator('[aria-current="true"]').getByRole('rowheader')
    await details(await opened.innerText())
      .getByRole('button', { name: 'Previous item' })
      .click()
    await pane.waitFor()
    await closeDetails(page)
  })

  it('keep the keyboard in the field where one types while the window gets another size', async () => {
    const resize = (width: number, height: number) =>
      running.app.evaluate(
        ({ BrowserWindow }, size) => {
          BrowserWindow.getAllWindows()[0]?.setSize(...size)
        },
        [width, height] as const,
      )
    const separator = page.getByRole('separator', { name: 'Size of the details' })
    const [before] = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.getSize() as [number, number]),
    )
    await openDetails(page, 'Ada Lovelace')
    const find = details('Ada Lovelace').getByRole('textbox', { name: 'Find a field' })
    await find.fill('ma')
    await separator.waitFor()
    await resize(900, 600)
    await separator.waitFor({ state: 'detached' })
    await page.keyboard.type('il')
    expect(await find.inputValue()).toBe('mail')
    await resize(...(before ?? [1280, 800]))
    await separator.waitFor()
    await page.keyboard.press('Backspace')
    expect(await find.inputValue()).toBe('mai')
    await closeDetails(page)
  })

  it('are reached and left by the keyboard alone', async () => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+F')
    await page.keyboard.type('hopper')
    await says('1 match, best first')
    await page.keyboard.press('ArrowDown')
    const row = rowOf(page, 'Grace Hopper')
    const hasKeyboard = (one: Locator) => one.evaluate((element) => element.contains(document.activeElement))
    await expect.poll(() => hasKeyboard(row), patience).toBe(true)
    await page.keyboard.press('Enter')
    await details('Grace Hopper').waitFor()
    await page.keyboard.press('F6')
    expect(await hasKeyboard(details('Grace Hopper'))).toBe(true)
    await page.keyboard.press('Escape')
    await details('Grace Hopper').waitFor({ state: 'detached' })
    await expect.poll(() => hasKeyboard(row), patience).toBe(true)
  })
})

describe('the notification centre', () => {
  it('scrolls at one place, and never sideways, however much it keeps', async () => {
    const notices = Array.from({ length: 40 }, (_, at) => ({
      ...{
        id: `n${String(at)}`,
        atMs: at,
        tone: 'info' as const,
        href: '/sync',
        reference: `PT-${String(at)}`,
      },
      ...{
        title: `${String(at)} ${'W'.repeat(120)}`,
        body: ['A sentence of some length. '.repeat(6)],
        isRead: false,
      },
    }))
    await page.evaluate((arrangement) => window.api.arrangements.put({ scope: '', arrangement }), {
      kind: 'notices' as const,
      notices,
    })
    await page.reload()
    await button('Notifications, 40 not read').click()
    const centre = page.getByRole('dialog', { name: 'Notifications' })
    await expect.poll(() => centre.getByRole('listitem').count(), patience).toBe(40)
    const scrolled = await centre.evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll('*')].flatMap((element) => {
        const { overflowX, overflowY } = getComputedStyle(element)
        const isOver = (room: number, size: number, overflow: string): boolean =>
          size > room && (overflow === 'auto' || overflow === 'scroll')
        return [
          ...(isOver(element.clientHeight, element.scrollHeight, overflowY)
            ? [`${element.tagName} down`]
            : []),
          ...(isOver(element.clientWidth, element.scrollWidth, overflowX)
            ? [`${element.tagName} sideways`]
            : []),
        ]
      }),
    )
    expect(scrolled).toEqual(['UL down'])
    await centre.getByRole('button', { name: 'Clear' }).click()
    await page.keyboard.press('Escape')
  })
})

describe('the looks', () => {
  it('WCAG 2.2 AA: have no violation on list, palette and settings, light, dark and in high contrast', async () => {
    const findings: string[] = []
    const look = async (screen: string): Promise<void> => {
      for (const contrast of ['standard', 'high'] as const) {
        await page.evaluate((wanted) => window.api.app.setPreferences({ contrast: wanted }), contrast)
        await page.waitForFunction(
          (wanted) => document.documentElement.dataset['contrast'] === wanted,
          contrast,
        )
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          // Of what axe looks at, only the contrast depends on the colours.
          const isFirst = contrast === 'standard' && colorScheme === 'light'
          const found = await inspectPage(page, isFirst ? {} : { rules: ['color-contrast'] })
          const place = `${screen}, ${contrast}, ${colorScheme}`
          findings.push(
            ...found.map(({ kind, element, detail }) => `${place}: ${kind}: ${element}: ${detail}`),
          )
        }
      }
    }
    await openDetails(page, 'Ada Lovelace')
    await look('list')
    await closeDetails(page)
    await page.keyboard.press('Control+K')
    await palette().fill('ada')
    await page.getByRole('option', { name: /^Ada Lovelace/ }).waitFor()
    await look('palette')
    await page.keyboard.press('Escape')
    await openSettings(page, 'Appearance')
    await look('settings')
    await page.evaluate(() => window.api.app.setPreferences({ contrast: 'system' }))
    expect(findings).toEqual([])
  }, 120_000)

  it('speak German as soon as that is chosen, on the screen and in the menu', async () => {
    await openSettings(page, 'Language')
    await page.getByRole('combobox', { name: 'Language' }).click()
    await page.getByRole('option', { name: 'Deutsch' }).click()
    await page.getByRole('heading', { name: 'Einstellungen', level: 1 }).waitFor()
    const menu = () =>
      running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
    await expect.poll(menu, patience).toContain('&Bearbeiten')
    await page.getByRole('combobox', { name: 'Sprache' }).click()
    await page.getByRole('option', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await expect.poll(menu, patience).toContain('&Edit')
    expect(running.problems).toEqual([])
  })
})
