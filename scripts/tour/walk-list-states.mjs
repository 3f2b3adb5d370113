import { goTo } from '../../tests/support/journey.ts'
import * as lists from './staged-lists.mjs'
import { createStage } from './staged-main.mjs'

/** Why the list has no rows, or not all of them yet; staged, in a workspace that is open. */
export async function walkListStates(running, visit) {
  const { page } = running
  const stage = createStage(running)
  const says = (words) => page.getByText(words).first().waitFor()
  await stage.answer('accounts.list', [lists.ACCOUNT])
  await stage.tell('accountsChanged')
  await tell(lists.DONE, lists.NOTHING)
  await list({})
  await says('There is nothing here')
  await visit('list-none')
  await list({ type: 'company' })
  await says('No companies here')
  await visit('list-none-of-type')
  await list({ type: 'deal' })
  await tell(lists.LEFT_OUT, lists.NOTHING)
  await says('Deals were not loaded')
  await visit('list-left-out')
  await tell(lists.INTERRUPTED, lists.NOTHING)
  await list({})
  await says('Nothing is loaded yet')
  await visit('list-not-loaded')

  await tell(lists.DONE, lists.UNFINISHED)
  await list({ sort: JSON.stringify([{ by: 'name', direction: 'ascending' }]) })
  // From a list that is whole, stopping leads back to it.
  await page.reload()
  await says(/^Sorting…/)
  await visit('list-sorting')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await says(/^Stopped after/)
  await visit('list-stopped')
  await stage.fail('items.list', { kind: 'timed-out' })
  await list({ type: 'contact' })
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await visit('list-failed')
  await stage.answer('items.list', lists.SOME)
  await list({ q: 'lovelace' })
  await says(/^More than/)
  await visit('list-more-matches')
  await stage.answer('accounts.list', [])
  await stage.tell('accountsChanged')
  await tell([], lists.NOTHING)
  await list({})
  await says('No account is connected yet')
  await visit('list-no-account')

  async function tell(statuses, answer) {
    await stage.answer('items.list', answer)
    await stage.answer('sync.getStatus', statuses)
    await stage.tell('syncChanged')
    await stage.tell('itemsChanged')
  }

  /** The address is what a view, a link or the way back would open. */
  async function list(search) {
    await goTo(page, 'Items')
    await page.evaluate((query) => {
      location.hash = `#/items?${query}`
    }, new URLSearchParams(search).toString())
    await stage.tell('itemsChanged')
  }
}
