import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import {
  connectAndLoad,
  createWorkspace,
  goTo,
  messages,
  openDetails,
  rowOf,
  search,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp | null = null
/** The folder of the workspace that all but the last test open. */
let firstWorkspace = ''

async function launch(): Promise<RunningApp> {
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  return running
}

async function close(): Promise<void> {
  await running?.close()
  running = null
}

beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 150, companies: 20, deals: 20 })
  profile = await createUserData()
  await connectAndLoad(await launch(), '190')
  await close()
  const [folder = ''] = await readdir(path.join(profile.folder, 'workspaces'))
  firstWorkspace = folder
})

afterEach(close)

afterAll(async () => {
  await sandbox.close()
  await profile.remove()
})

/** Reads the path that the message names. */
async function pathInMessage({ page }: RunningApp, what = 'local store'): Promise<string> {
  const message = messages(page).getByText(
    new RegExp(`^The ${what} could not be read and was set aside, not deleted`),
  )
  await message.waitFor()
  return /not deleted: (\/\S+)\. /.exec(await message.innerText())?.[1] ?? ''
}

type Damage = (whole: Buffer) => Buffer

describe('a store file that cannot be read', () => {
  it.each<[string, Damage]>([
    ['holds garbage', (whole) => randomBytes(whole.length)],
    ['was cut', (whole) => whole.subarray(0, Math.floor(whole.length / 3) + 17)],
    ['is all zeros', (whole) => Buffer.alloc(whole.length)],
  ])('R37: starts when cache.db %s, sets it aside, says where, and loads anew', async (_, damage) => {
    const file = path.join(profile.folder, 'workspaces', firstWorkspace, 'cache.db')
    const damaged = damage(await readFile(file))
    await writeFile(file, damaged)

    const app = await launch()
    const aside = await pathInMessage(app)
    expect(path.basename(aside)).toMatch(/^cache\.db\.corrupt-\d{8}T\d{6}Z$/)
    expect(path.dirname(aside)).toBe(path.dirname(file))
    expect((await readFile(aside)).equals(damaged)).toBe(true)
    await waitForTotal(app.page, '190')
    await waitForStatus(app.page, 'Up to date')
    await search(app.page, 'lovelace')
    await openDetails(app.page, 'Ada Lovelace')

    // The message stays until it is put away, and is not said again at the next start.
    await messages(app.page).getByRole('button', { name: 'Close' }).click()
    await expect
      .poll(() =>
        messages(app.page)
          .getByText(/set aside/)
          .count(),
      )
      .toBe(0)
    expect(app.problems).toEqual([])
  })
})

describe('a start without any network', () => {
  it('R35: shows the list within ten seconds, says how old it is, and reads and searches all of it', async () => {
    await sandbox.close()
    const startedAtMs = performance.now()
    const { page } = await launch()
    await rowOf(page, 'Ada Lovelace').waitFor()
    expect(performance.now() - startedAtMs).toBeLessThan(10_000)
    await waitForTotal(page, '190')
    // At the start it was looked for changes, or the user does it.
    await page.keyboard.press('F5')
    await waitForStatus(page, 'Offline · loaded ')
    await search(page, 'hopper')
    await openDetails(page, 'Grace Hopper')
    await goTo(page, 'Connections')
    await page.getByText(/^Last loaded/).waitFor()
  })
})

describe('preferences and vault that cannot be read', () => {
  it.each<[string, boolean, Buffer]>([
    ['is no JSON', true, Buffer.from('{"preferences":{"theme":"dark"')],
    [
      'has values of the wrong kind',
      false,
      Buffer.from('{"preferences":{"theme":7},"windowPlace":[],"lastWorkspaceId":{}}'),
    ],
  ])(
    'starts with defaults when preferences.json %s; the workspace is all there',
    async (_, isSetAside, content) => {
      await writeFile(path.join(profile.folder, 'preferences.json'), content)
      const { page, problems } = await launch()
      await page.getByRole('button', { name: 'Open Ana Ruiz @ Acme' }).click()
      await waitForTotal(page, '190')
      expect(problems).toEqual([])
      const names = await readdir(profile.folder)
      const aside = names.filter((name) => name.startsWith('preferences.json.corrupt-'))
      for (const name of aside)
        expect((await readFile(path.join(profile.folder, name))).equals(content)).toBe(true)
      expect(aside.length).toBe(isSetAside ? 1 : 0)
      await Promise.all(aside.map((name) => rm(path.join(profile.folder, name))))
    },
  )

  it('R21: keeps the data of a key that cannot be read, goes on without it when told to, and opens it with the key', async () => {
    const file = path.join(profile.folder, 'master-key.json')
    const key = await readFile(file)
    await writeFile(file, key.subarray(0, Math.floor(key.length / 2)))
    const { page } = await launch()
    await page.getByRole('heading', { name: 'The key does not open' }).waitFor()
    await page.getByRole('button', { name: 'Go on without it' }).click()
    await page.getByText('The key that protected your data cannot be read any more.').waitFor()
    expect(await page.getByRole('button', { name: /^Open Ana Ruiz/ }).count()).toBe(0)
    await close()

    await writeFile(file, key)
    const again = await launch()
    await waitForTotal(again.page, '190')
  })

  it('R37: starts when vault.db holds garbage, sets it aside, says where, and deletes nothing', async () => {
    const file = path.join(profile.folder, 'vault.db')
    const damaged = randomBytes((await stat(file)).size)
    await writeFile(file, damaged)
    const app = await launch()
    // Said on the first screen, because there is no other one now.
    const aside = await pathInMessage(app, 'vault with your workspaces and sign-ins')
    await createWorkspace(app.page, 'Ben Okri', 'Acme')
    expect(path.basename(aside)).toMatch(/^vault\.db\.corrupt-\d{8}T\d{6}Z$/)
    expect((await readFile(aside)).equals(damaged)).toBe(true)
    const kept = await readdir(path.join(profile.folder, 'workspaces'))
    expect(kept).toContain(firstWorkspace)
    expect(kept.length).toBe(2)
  })
})
