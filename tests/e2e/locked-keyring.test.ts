import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { connectAndLoad, waitForTotal } from '../support/journey.ts'
import { lockKeyring, unlockKeyring } from '../support/keyring.ts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp | null

beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 20, deals: 20 })
  profile = await createUserData()
  running = null
})

afterEach(async () => {
  await unlockKeyring()
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
}

const digest = (): string =>
  createHash('sha256')
    .update(readFileSync(path.join(profile.folder, 'master-key.json')))
    .digest('hex')

// macOS and Windows unlock their key stores with the login.
describe.runIf(process.platform === 'linux')('with a keyring that is locked at the start', () => {
  it('R20: says so, leaves the key as it is, and opens the same data once it is unlocked', async () => {
    const first = await start()
    // Under this name it asks key stores; under another one it would not find what it has put there.
    expect(await first.app.evaluate(({ app }) => app.getName())).toBe('Portolan')
    await connectAndLoad(first, '160')
    await quit()
    const before = digest()

    await lockKeyring()
    const second = await start()
    await second.page
      .getByRole('heading', { level: 1, name: /The key store is locked|The key does not open/ })
      .waitFor()
    await second.page.getByRole('button', { name: 'Try again' }).click()
    await second.page.getByText(/It still does not open/).waitFor()
    expect(digest()).toBe(before)
    await quit()
    expect(digest()).toBe(before)

    await unlockKeyring()
    const third = await start()
    await waitForTotal(third.page, '160')
    await quit()
    expect(digest()).toBe(before)
  }, 120_000)
})
