import { goTo } from '../../tests/support/journey.ts'

/** The charts, their tables, another period, and the list that a number opens. */
export async function walkInsights({ page }, visit) {
  const button = (name) => page.getByRole('button', { name })
  await goTo(page, 'Insights')
  const care = page.getByRole('link', { name: /^No owner: show / })
  await care.waitFor()
  await visit('insights')
  await button(/^Show as table: /)
    .first()
    .click()
  await button(/^Show as table: /)
    .first()
    .click()
  await visit('insights-tables')
  await button(/^Show as chart: /)
    .first()
    .click()
  await page.getByRole('heading', { name: 'Needs care' }).scrollIntoViewIfNeeded()
  await visit('insights-end')
  await care.click()
  await page.getByRole('rowheader').nth(1).waitFor()
  await visit('insights-list')
}
