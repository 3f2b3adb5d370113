import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { filesContaining } from '../support/canary-scan.ts'
import {
  connectAndLoad,
  goTo,
  openSettings,
  protectWith,
  tryPassphrase,
  waitForTotal,
} from '../support/journey.ts'

const passphrase = 'canary-Tramontana-7-nudos'
const nextPassphrase = 'canary-Mistral-9-nudos-al-este'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp | null

beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 20, deals: 20 })
  profile = await createUserData()
  running = null
})

afterEach(async () => {
  await running?.close()
  await sandbox.close()
  await profile.remove()
})

async function start(): Promise<RunningApp> {
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  return running
}

async function quit(): Promise<void> {
  const app = running
  running = null
  await app?.close()
  expect(app?.problems).toEqual([])
}

const inProfile = (name: string): string => path.join(profile.folder, name)
const digestOf = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(inProfile(name)))
    .digest('hex')

describe('on a computer without a key store, with a passphrase', () => {
  it('R19: nothing is written before the choice, and what is kept opens with the passphrase only', async () => {
    const first = await start()
    await first.page.getByRole('heading', { name: 'How should your data be protected?' }).waitFor()
    // What would need the vault answers at once, instead of waiting for somebody's word.
    const refused = await first.page.evaluate(() => window.api.items.counts({}))
    expect(refused).toMatchObject({ ok: false, error: { kind: 'vault-locked' } })
    for (const name of ['master-key.json', 'vault.db', 'session-only', 'workspaces']) {
      expect(existsSync(inProfile(name))).toBe(false)
    }
    await protectWith(first.page, passphrase)
    await connectAndLoad(first, '160')
    await quit()
    expect(statSync(inProfile('master-key.json')).mode & 0o777).toBe(0o600)

    const second = await start()
    await second.page.getByRole('heading', { name: 'Enter your passphrase' }).waitFor()
    const before = digestOf('master-key.json')
    await tryPassphrase(second.page, 'canary-wrong-one')
    await second.page.getByText(/That is not the passphrase/).waitFor()
    expect(digestOf('master-key.json')).toBe(before)
    await tryPassphrase(second.page, passphrase)
    await waitForTotal(second.page, '160')
    await quit()

    // Neither what was typed nor what it protects lies anywhere in clear, logs included.
    const canaries = [passphrase, 'canary-wrong-one', 'Ada Lovelace', 'ada.lovelace@']
    expect(await filesContaining(profile.folder, canaries)).toEqual([])
  }, 180_000)

  it('R21: goes on without what is kept, which stays as it is and opens the next time', async () => {
    const first = await start()
    await protectWith(first.page, passphrase)
    await connectAndLoad(first, '160')
    await quit()

    const kept = ['master-key.json', 'vault.db']
    const digests = kept.map(digestOf)
    const second = await start()
    await second.page.getByRole('button', { name: 'Go on without it' }).click()
    await second.page.getByRole('heading', { name: 'Nothing is kept after you quit' }).waitFor()
    expect(await second.page.getByRole('button', { name: /^Open / }).count()).toBe(0)
    await quit()
    expect(kept.map(digestOf)).toEqual(digests)
    expect(existsSync(inProfile('session-only'))).toBe(false)

    const third = await start()
    await tryPassphrase(third.page, passphrase)
    await waitForTotal(third.page, '160')
    await quit()
  }, 180_000)

  it('can be closed while it is locked', async () => {
    const first = await start()
    await protectWith(first.page, passphrase)
    await quit()
    const second = await start()
    await second.page.getByRole('heading', { name: 'Enter your passphrase' }).waitFor()
    await quit()
  }, 120_000)

  it('takes another passphrase and a new key, and keeps everything', async () => {
    const first = await start()
    await protectWith(first.page, passphrase)
    await connectAndLoad(first, '160')
    await openSettings(first.page, 'Storage and security')
    const dialog = first.page.getByRole('dialog')
    await first.page.getByRole('button', { name: 'Change passphrase…' }).click()
    await dialog.getByLabel(/^Passphrase until now/).fill(passphrase)
    await dialog.getByLabel(/^New passphrase\W*$/).fill(nextPassphrase)
    await dialog.getByLabel(/^The passphrase again/).fill(nextPassphrase)
    await dialog.getByRole('button', { name: 'Change passphrase' }).click()
    await first.page.getByText('The passphrase was changed.').waitFor()

    const vault = digestOf('vault.db')
    await first.page.getByRole('button', { name: 'New key…' }).click()
    await dialog.getByLabel(/^Passphrase/).fill(nextPassphrase)
    await dialog.getByRole('button', { name: 'Make a new key' }).click()
    await first.page.getByText('A new key is in place.').waitFor()
    await goTo(first.page, 'Items')
    await waitForTotal(first.page, '160')
    await quit()
    expect(digestOf('vault.db')).not.toBe(vault)
    expect(readdirSync(profile.folder).filter((name) => /\.next|\.tmp$|corrupt/.test(name))).toEqual([])

    const second = await start()
    await tryPassphrase(second.page, passphrase)
    await second.page.getByText(/That is not the passphrase/).waitFor()
    await tryPassphrase(second.page, nextPassphrase)
    await waitForTotal(second.page, '160')
    await quit()
    expect(await filesContaining(profile.folder, [passphrase, nextPassphrase])).toEqual([])
  }, 180_000)
})
