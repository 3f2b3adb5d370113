import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { goTo } from '../../tests/support/journey.ts'

/** A list that becomes a file, and a file that becomes contacts, up to the point where they would be sent. */
export async function walkFiles({ app, page }, visit) {
  const button = (name) => page.getByRole('button', { name })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-tour-'))
  // The system's dialogs cannot be driven: they answer as if the person had chosen these files.
  const choose = (chosen) =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    }, chosen)
  try {
    await goTo(page, 'Items')
    await button(/^Contacts [\d,]+$/).click()
    await page.getByRole('rowheader').nth(5).waitFor()
    await page.keyboard.press('Control+E')
    await page.getByRole('dialog').waitFor()
    await visit('export')
    await choose(path.join(folder, 'Our contacts'))
    await button(/^Choose a place and export/).click()
    await page.getByText(/^Written, /).waitFor()
    await visit('export-done')
    await page.keyboard.press('Escape')

    const file = path.join(folder, 'people.csv')
    fs.writeFileSync(file, people)
    await choose(file)
    await page.getByRole('main').getByRole('button', { name: 'More about contacts' }).click()
    await page.getByRole('menuitem', { name: /^Import contacts/ }).click()
    await page.getByRole('heading', { name: 'Import contacts', level: 1 }).waitFor()
    await visit('import')
    await button(/^Choose a file/).click()
    await page.getByRole('table', { name: 'Columns of the file' }).waitFor()
    await visit('import-columns')
    await button('Check the file').click()
    await page.getByText('What would happen').waitFor()
    await visit('import-checked')
    await page.getByText('Why rows are skipped').scrollIntoViewIfNeeded()
    await visit('import-skipped')
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const people = `First Name;Last Name;Email;Phone Number;Favourite colour
Ada;Lovelace;ada@engines.example;+44 20 7946 0958;blue
Grace;Hopper;grace@compilers.example;+1 555 010 0199;
Alan;Turing;not an address;;green
Ada;Again;ada@engines.example;;
`
