import { goTo, openDetails } from '../../tests/support/journey.ts'
import * as items from './staged-items.mjs'
import * as loading from './staged-loading.mjs'
import { createStage } from './staged-main.mjs'

/** The smallest window that the app allows. */
const SMALLEST = { width: 900, height: 600 }

/** Every state of the Sync centre, of the choice, and of what the details of an item show; each once. */
export async function walkSync(running, visit) {
  const { app, page } = running
  const stage = createStage(running)
  const button = (name) => page.getByRole('button', { name })
  await stage.answer('accounts.list', loading.ACCOUNTS)
  await stage.answer('items.counts', [
    { accountId: 'one', type: 'contact', count: 5_000 },
    { accountId: 'one', type: 'company', count: 1_880 },
    { accountId: 'two', type: 'page', count: 640 },
  ])
  await stage.answer('sync.getChoice', loading.TABLE_CHOICE)
  await tell(loading.QUIET)
  await goTo(page, 'Sync')
  await page.getByRole('button', { name: /^Marketing base/ }).waitFor()
  await visit('sync')
  await scrollTo('globex.example')
  await visit('sync-more')
  await button('More for acme.example').click()
  await page.getByRole('menuitem', { name: 'Compare everything' }).waitFor()
  await visit('sync-menu')
  await page.getByRole('menuitem', { name: 'Load everything again…' }).click()
  await page.getByRole('dialog').waitFor()
  await visit('sync-again-dialog')
  await button('Not now').click()
  await tell(loading.BUSY)
  await page.getByRole('progressbar').first().waitFor()
  await visit('sync-busy')
  await page.getByRole('button', { name: /^Status:/ }).click()
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await visit('sync-status-panel')
  await page.keyboard.press('Escape')

  await tell(loading.QUIET)
  await stage.answer('sync.history', loading.RUNS)
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('row').nth(3).waitFor()
  await visit('sync-history')
  await page.getByRole('switch', { name: 'Only problems' }).click()
  await page.getByText('2 runs, newest first').waitFor()
  await visit('sync-history-problems')

  await stage.answer('storage.get', loading.STORAGE)
  await stage.answer('storage.check', { problems: loading.FILE_PROBLEMS })
  await page.getByRole('tab', { name: 'Storage' }).click()
  await page.getByText('412.6 MB').waitFor()
  await visit('sync-storage')
  await button('Check the file').click()
  await page.getByText(/^2 things are wrong/).waitFor()
  await visit('sync-storage-problems')

  await walkChoices()
  await walkDetails()
  await stage.answer('sync.getChoice', loading.TABLE_CHOICE)
  await stage.tell('syncChanged')
  await small(async () => {
    await goTo(page, 'Sync')
    await page.getByRole('button', { name: /^Marketing base/ }).waitFor()
    await visit('small-sync')
    await scrollTo('ops@an-organisation-with-a-rather-long-name.example')
    await visit('small-sync-more')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('row').nth(3).waitFor()
    await visit('small-sync-history')
    await page.getByRole('tab', { name: 'Now' }).click()
    await stage.answer('sync.getChoice', loading.TYPE_CHOICE)
    await page
      .getByRole('region', { name: 'acme.example' })
      .getByRole('button', { name: /^Choose/ })
      .click()
    await page.getByRole('button', { name: 'Save' }).waitFor()
    await visit('small-choice')
    await showDetails(items.PAGE, 'Q3 roadmap')
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.getByRole('heading', { name: 'Where we are going' }).waitFor()
    await visit('small-details-text')
  })

  async function walkChoices() {
    await page.getByRole('tab', { name: 'Now' }).click()
    const choose = (account) =>
      page
        .getByRole('region', { name: account })
        .getByRole('button', { name: /^Choose/ })
        .first()
        .click()
    await choose('ops@an-organisation-with-a-rather-long-name.example')
    await button('Save').waitFor()
    await visit('choice-tables')
    await page.getByRole('checkbox', { name: 'Load the base Marketing base' }).uncheck()
    await page.getByRole('textbox', { name: 'Find a base or a table' }).fill('ma')
    await visit('choice-tables-found')
    await button('Reset').click()
    await button('Sync').click()
    await stage.answer('sync.getChoice', loading.TYPE_CHOICE)
    await choose('acme.example')
    await page.getByRole('checkbox', { name: 'City' }).waitFor()
    await visit('choice-types')
    await page.getByRole('checkbox', { name: 'Companies' }).uncheck()
    await page.getByRole('textbox', { name: 'Greatest number of contacts' }).fill('some')
    await button('Save').click()
    await page.getByText(/^Enter a whole number/).waitFor()
    await visit('choice-problem')
    await page.getByRole('textbox', { name: 'Greatest number of contacts' }).fill('2,000')
    await button('Save').click()
    await page.getByRole('dialog').waitFor()
    await visit('choice-remove-dialog')
    await button('Keep it here').click()
    await button('Sync').click()
    await page.getByRole('dialog').waitFor()
    await visit('choice-leave-dialog')
    await button('Leave').click()
    await page.getByRole('heading', { name: 'Sync', level: 1 }).waitFor()
  }

  async function walkDetails() {
    await showDetails(items.CONTACT, 'Ada Lovelace')
    await page.getByText('Lifecycle stage').waitFor()
    await visit('details-fields')
    await page.getByRole('tab', { name: 'Related' }).click()
    await page.getByRole('heading', { name: /^Companies/ }).waitFor()
    await visit('details-related')
    await page.getByRole('tab', { name: 'Details' }).click()
    await showDetails(items.PAGE, 'Q3 roadmap')
    await visit('details-page')
    await stage.answer('items.content', items.PAGE.content)
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.getByRole('heading', { name: 'Where we are going' }).waitFor()
    await visit('details-text')
    await stage.answer('items.content', items.PAGE.keptContent)
    await page.getByRole('tab', { name: 'Details' }).click()
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.getByText(/a newer text could not be fetched/).waitFor()
    await visit('details-text-kept')
    await showDetails(items.TABLE, items.TABLE.details.item.name)
    await button('Load the records of this table').waitFor()
    await visit('details-table')
    await showDetails(
      { ...items.TABLE, details: items.TABLE.loaded },
      items.TABLE.details.item.name,
      items.TABLE.records,
    )
    await button('Show the 5 items inside').click()
    await page.getByText(/^Inside:/).waitFor()
    await page.getByRole('rowheader').nth(3).waitFor()
    await visit('list-inside')
    await stage.answer('items.list', items.TABLE.empty)
    await tell(loading.BUSY)
    await button(/^Show everything again/).click()
    await page.evaluate(() => {
      location.hash = '#/items?type=record'
    })
    await page.getByText('No records are loaded').waitFor()
    await visit('list-not-asked')
    await tell(loading.QUIET)
  }

  /** Lists one item and opens it; afterwards the list answers with what stands inside of it. */
  async function showDetails(of, name, inside = items.TABLE.empty) {
    await stage.answer('items.list', of.list)
    await stage.answer('items.get', of.details)
    await goTo(page, 'Connections')
    await goTo(page, 'Items')
    await stage.tell('itemsChanged')
    await page.getByRole('rowheader', { name, exact: true }).waitFor()
    await stage.answer('items.list', inside)
    await openDetails(page, name)
  }

  async function tell(statuses) {
    await stage.answer('sync.getStatus', statuses)
    await stage.tell('accountsChanged')
    await stage.tell('syncChanged')
  }

  function scrollTo(account) {
    return page.getByRole('heading', { name: account }).scrollIntoViewIfNeeded()
  }

  async function small(walk) {
    const sizes = await app.evaluate(({ BrowserWindow }, { width, height }) => {
      const windows = BrowserWindow.getAllWindows()
      const before = windows.map((window) => window.getSize())
      for (const window of windows) window.setSize(width, height)
      return before
    }, SMALLEST)
    await page.waitForFunction((width) => innerWidth <= width, SMALLEST.width)
    await walk()
    await app.evaluate(({ BrowserWindow }, before) => {
      for (const [index, window] of BrowserWindow.getAllWindows().entries()) window.setSize(...before[index])
    }, sizes)
  }
}
