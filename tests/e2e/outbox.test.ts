import { afterEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { connectAndLoad, goTo, openDetails, openSettings, search, waitForStatus } from '../support/journey.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function start(contacts: number) {
  const sandbox = await startSandbox({ contacts, companies: 0, deals: 0 })
  const profile = await createUserData()
  cleanups.push(
    () => sandbox.close(),
    () => profile.remove(),
  )
  const launch = async (): Promise<RunningApp> => {
    const running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    cleanups.push(() => running.close())
    return running
  }
  const first = await launch()
  await connectAndLoad(first, String(contacts))
  await waitForStatus(first.page, 'Up to date')
  sandbox.requests.clear()
  return { sandbox, first, launch }
}

const patience = { timeout: 30_000 }

const patchesOf = (sandbox: Sandbox): readonly string[] =>
  sandbox.requests.entries().flatMap(({ method, path }) => (method === 'PATCH' ? [path] : []))

/** "Up to date" alone is also said while something waits. */
async function waitUntilSent({ page }: RunningApp): Promise<void> {
  await page.getByRole('button', { name: /^Status: Up to date(?!.* waiting)/ }).waitFor({ timeout: 45_000 })
}

async function workOffline({ page }: RunningApp, isOffline: boolean): Promise<void> {
  await openSettings(page, 'Network')
  const toggle = page.getByRole('switch', { name: 'Work offline' })
  await (isOffline ? toggle.check() : toggle.uncheck())
}

async function changePhone({ page }: RunningApp, name: string, phone: string): Promise<void> {
  await goTo(page, 'Items')
  await search(page, name)
  await openDetails(page, name)
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Phone Number', exact: true }).fill(phone)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('complementary', { name: `Details of ${name}` }).waitFor()
}

describe('an edit', () => {
  it('that was made offline outlives a kill of the app, and is sent exactly once', async () => {
    const { sandbox, first, launch } = await start(60)
    await workOffline(first, true)
    await changePhone(first, 'Ada Lovelace', '+44 20 7946 0001')
    await first.page.getByRole('complementary').getByText('+44 20 7946 0001').first().waitFor()
    await waitForStatus(first.page, 'Working offline · 1 change waiting')
    const child = first.app.process()
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    cleanups.pop()

    const second = await launch()
    await waitForStatus(second.page, 'Working offline · 1 change waiting')
    await goTo(second.page, 'Outbox')
    await second.page.getByRole('tab', { name: 'Waiting (1)' }).waitFor()
    await second.page.getByRole('main').getByText('+44 20 7946 0001').first().waitFor()
    expect(patchesOf(sandbox)).toEqual([])
    await workOffline(second, false)
    await expect.poll(() => patchesOf(sandbox).length, patience).toBe(1)
    await waitUntilSent(second)
    expect(patchesOf(sandbox)).toHaveLength(1)
    const { contacts } = sandbox.hubspot.records
    expect(contacts.findByEmail('ada.lovelace@analytical.example')?.properties['phone']).toBe(
      '+44 20 7946 0001',
    )
    expect(second.problems).toEqual([])
  }, 180_000)

  it('and a second one go out around somebody else’s change of the same contact', async () => {
    const { sandbox, first } = await start(60)
    const { contacts } = sandbox.hubspot.records
    const ada = () => contacts.findByEmail('ada.lovelace@analytical.example')
    await workOffline(first, true)
    await changePhone(first, 'Ada Lovelace', '+44 20 7946 0001')
    contacts.update(ada()?.id ?? '', { jobtitle: 'Countess' })
    await changePhone(first, 'Ada Lovelace', '+44 20 7946 0002')
    await workOffline(first, false)
    await waitUntilSent(first)
    expect(ada()?.properties).toMatchObject({ phone: '+44 20 7946 0002', jobtitle: 'Countess' })
    expect(patchesOf(sandbox)).toHaveLength(2)
    // Undo, from anywhere: each step sends what was there before it.
    await goTo(first.page, 'Outbox')
    await first.page.keyboard.press('Control+Z')
    await expect.poll(() => ada()?.properties['phone'], patience).toBe('+44 20 7946 0001')
    expect(first.problems).toEqual([])
  }, 180_000)

  it('R43: that is refused for ever is parked, and 99 others go out', async () => {
    const { sandbox, first } = await start(120)
    const { contacts } = sandbox.hubspot.records
    const ids = Array.from({ length: 100 }, (_, at) => contacts.at(at)?.id ?? '')
    const poison = ids[50] ?? ''
    await workOffline(first, true)
    await first.page.evaluate(async (externalIds) => {
      const { accounts, contacts: edited } = window.api
      const listed = await accounts.list({})
      const account = listed.ok ? listed.value[0] : undefined
      for (const id of externalIds) {
        const key = `hubspot:${account?.id ?? ''}:contact:${id}` as never
        await edited.update({ key, values: { fax: '+44 20 7946 0999' }, base: {} })
      }
    }, ids)
    await waitForStatus(first.page, 'Working offline · 100 changes waiting')
    sandbox.faults.add({
      method: 'PATCH',
      path: `contacts/${poison}$`,
      status: 400,
      body: { category: 'VALIDATION_ERROR', message: 'This contact is cursed' },
    })
    await workOffline(first, false)
    await waitForStatus(first.page, '1 change needs you')
    await goTo(first.page, 'Outbox')
    await first.page.getByRole('tab', { name: 'Waiting (0)' }).waitFor({ timeout: 60_000 })
    await first.page.getByRole('tab', { name: 'Done today (99)' }).waitFor()
    await first.page.getByRole('tab', { name: 'Needs you (1)' }).click()
    await first.page.getByText('This contact is cursed').waitFor()
    for (const id of ids) {
      const { fax = '' } = contacts.get(id)?.properties ?? {}
      expect(fax, id).toBe(id === poison ? '' : '+44 20 7946 0999')
    }
    expect(first.problems).toEqual([])
  }, 180_000)

  it('R33: that was being typed when the page crashed is there again, and after another start', async () => {
    const { sandbox, first, launch } = await start(60)
    const { app, page } = first
    await search(page, 'Ada Lovelace')
    await openDetails(page, 'Ada Lovelace')
    await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Phone Number', exact: true }).fill('+44 20 7946 0042')
    // A draft is kept a third of a second after the last key.
    await page.waitForTimeout(1_000)
    await app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.once('did-finish-load', () => {
            resolve()
          })
          contents?.forcefullyCrashRenderer()
        }),
    )
    // Playwright gives a crashed page up for good; Electron itself still reaches the new one.
    const text = (): Promise<unknown> =>
      app.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
            'document.body.innerText',
          ) as unknown,
      )
    await expect.poll(text, patience).toMatch(/Restored what you had typed at/)
    await first.close()
    cleanups.pop()

    // One goes on where one left off: in the form.
    const second = await launch()
    await second.page.getByText(/^Restored what you had typed at/).waitFor()
    const phone = second.page.getByRole('textbox', { name: 'Phone Number', exact: true })
    expect(await phone.inputValue()).toBe('+44 20 7946 0042')
    await second.page.getByRole('button', { name: 'Save changes' }).click()
    await expect.poll(() => patchesOf(sandbox).length, patience).toBe(1)
  }, 180_000)
})
