import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp } from '../support/app.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { connectAndLoad, keepNothing } from '../support/journey.ts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>

beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 20, deals: 20 })
  profile = await createUserData()
})

afterEach(async () => {
  await sandbox.close()
  await profile.remove()
})

describe('on a computer without a key store', () => {
  it('R19: says that nothing is kept, works for the session, and leaves no data behind', async () => {
    const app = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    try {
      await keepNothing(app.page)
      await app.page
        .getByText(/nothing is kept/i)
        .first()
        .waitFor()
      await connectAndLoad(app, '160')
      // While it runs, the files are there, under a key that exists in memory only.
      const sessionFolder = path.join(profile.folder, 'session-only')
      expect((await readdir(sessionFolder)).toSorted()).toContain('vault.db')
      expect(await filesContaining(sessionFolder, ['Ada Lovelace', 'ada.lovelace@'])).toEqual([])
      expect(existsSync(path.join(profile.folder, 'master-key.json'))).toBe(false)
      expect(app.problems).toEqual([])
    } finally {
      await app.close()
    }
    expect(existsSync(path.join(profile.folder, 'session-only'))).toBe(false)
    expect(existsSync(path.join(profile.folder, 'vault.db'))).toBe(false)
    expect(existsSync(path.join(profile.folder, 'workspaces'))).toBe(false)

    const again = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    try {
      await again.page.getByRole('heading', { name: 'How should your data be protected?' }).waitFor()
    } finally {
      await again.close()
    }
  })

  it('removes at the next start what a crash of such a session left', async () => {
    const app = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    await keepNothing(app.page)
    await connectAndLoad(app, '160')
    app.app.process().kill('SIGKILL')
    await app.app.waitForEvent('close').catch(() => undefined)
    const folder = path.join(profile.folder, 'session-only')
    expect(existsSync(path.join(folder, 'vault.db'))).toBe(true)

    const again = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    try {
      await keepNothing(again.page)
      expect(await readdir(folder).then((names) => names.includes('workspaces'))).toBe(false)
    } finally {
      await again.close()
    }
  })
})
