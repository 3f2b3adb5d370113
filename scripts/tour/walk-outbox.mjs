import { goTo, openDetails } from '../../tests/support/journey.ts'
import * as items from './staged-items.mjs'
import * as loading from './staged-loading.mjs'
import { createStage } from './staged-main.mjs'
import * as outbox from './staged-outbox.mjs'

/** The smallest window that the app allows. */
const SMALLEST = { width: 900, height: 600 }

/** Every state of the outbox and whatever else tells of it; staged, in a workspace that is open. */
export async function walkOutbox(running, visit) {
  const { app, page } = running
  const stage = createStage(running)
  const button = (name) => page.getByRole('button', { name })
  const heading = (name) => page.getByRole('heading', { level: 2, name })
  await stage.answer('accounts.list', loading.ACCOUNTS)
  await stage.answer('sync.getStatus', loading.QUIET)
  await stage.answer('contacts.form', outbox.FORM)
  await tell(outbox.EMPTY)
  await stage.tell('accountsChanged')
  await stage.tell('syncChanged')
  await goTo(page, 'Outbox')
  await page.getByText('Nothing is waiting').waitFor()
  await visit('outbox-empty')

  await tell(outbox.FULL)
  await page.getByRole('tab', { name: /^Waiting \(1,204\)/ }).waitFor()
  await visit('outbox-waiting')
  await heading('Create Grace Quay').scrollIntoViewIfNeeded()
  await button('and 2 more').click()
  await heading('Merge Émile Zola').scrollIntoViewIfNeeded()
  await visit('outbox-waiting-more')
  await page.getByRole('checkbox', { name: 'Select: change to Carmen Ruiz' }).check()
  await page.getByRole('checkbox', { name: 'Select: deletion of Bo Chen' }).check()
  await page.getByRole('group', { name: 'Selected changes' }).scrollIntoViewIfNeeded()
  await visit('outbox-selected')
  await page
    .getByRole('group', { name: 'Selected changes' })
    .getByRole('button', { name: 'Discard…' })
    .click()
  await page.getByRole('dialog').waitFor()
  await visit('outbox-discard-dialog')
  await button('Keep them in the outbox').click()

  await page.getByRole('tab', { name: /^Needs you/ }).click()
  await page.getByRole('radio', { name: 'Job title: yours, Lead engineer' }).click()
  await page.getByRole('radio', { name: 'Notes: another value' }).click()
  await visit('outbox-conflict')
  for (const [name, picture] of [
    ['Change Carmen Ruiz', 'outbox-needs-you'],
    ['Create Ada Lovelace', 'outbox-needs-you-record'],
    ['Change Kwame Ng', 'outbox-needs-you-sending'],
  ]) {
    await heading(name).scrollIntoViewIfNeeded()
    await visit(picture)
  }
  await page.getByRole('tab', { name: /^Done today/ }).click()
  await heading('Delete Ines Prado').waitFor()
  await visit('outbox-today')
  await page.getByRole('button', { name: /^Status:/ }).click()
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await visit('outbox-status-panel')
  await page.keyboard.press('Escape')

  await walkMarks()
  await goTo(page, 'Connections')
  await button('More for acme.example').click()
  await page.getByRole('menuitem', { name: 'Disconnect…' }).click()
  await page.getByRole('radio', { name: /^Remove it/ }).click()
  await visit('outbox-disconnect-dialog')
  await button('Stay connected').click()

  await small(async () => {
    await goTo(page, 'Outbox')
    await page.getByRole('tab', { name: /^Waiting/ }).click()
    await visit('small-outbox-waiting')
    await page.getByRole('tab', { name: /^Needs you/ }).click()
    await page.getByRole('radio', { name: 'Notes: another value' }).click()
    await visit('small-outbox-conflict')
    await heading('Create Ada Lovelace').scrollIntoViewIfNeeded()
    await visit('small-outbox-needs-you')
  })

  /** The list and the details of an item, with changes over them, and one more that can be taken back. */
  async function walkMarks() {
    const contact = items.CONTACT.details
    const changed = { kind: 'update', state: 'waiting', fields: ['Phone number'] }
    await stage.answer('items.list', outbox.LIST)
    await stage.answer('items.get', {
      ...contact,
      item: { ...contact.item, key: outbox.keyOf('7001') },
      pending: changed,
    })
    await goTo(page, 'Items')
    await stage.tell('itemsChanged')
    await page.getByRole('rowheader', { name: 'Grace Quay' }).waitFor()
    await visit('outbox-list')
    await openDetails(page, 'Ada Lovelace')
    await page.getByText('Changed, waiting to be sent.').waitFor()
    await visit('outbox-details')
    await stage.answer('contacts.remove', { id: 'change-deleted', key: outbox.keyOf('7001') })
    await page.getByRole('complementary').getByRole('button', { name: 'Delete' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete contact' }).click()
    await page
      .getByRole('region', { name: 'What can be taken back' })
      .getByRole('button', { name: /^Undo/ })
      .waitFor()
    await visit('outbox-undo-bar')
  }

  async function tell(state) {
    const { waitingCount, needsYouCount, byAccount } = state
    await stage.answer('outbox.get', state)
    await stage.answer('outbox.getCounts', { waitingCount, needsYouCount, byAccount })
    await stage.tell('outboxChanged')
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
