import { afterEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import { inspectPage } from '../../scripts/tour/inspect-page.mjs'
import { walkFirstAccount, walkOAuthApps, walkSmallWindow, walkTheJob } from '../../scripts/tour/walk.mjs'
import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import { startSandbox, type SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function launch(endpoints: SandboxEndpoints | null): Promise<RunningApp> {
  const profile = await createUserData()
  cleanups.push(profile.remove)
  const running = await launchApp({ userData: profile.folder, endpoints })
  cleanups.push(() => running.close())
  return running
}

/** Looks at every screen in both colour schemes, and keeps what is wrong in sentences. */
function inspector(running: RunningApp) {
  const findings: string[] = []
  const visited: string[] = []
  const visit = async (screen: string, page: Page = running.page): Promise<void> => {
    visited.push(screen)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      // Of what axe looks at, only the contrast depends on the colours.
      const found = await inspectPage(page, colorScheme === 'light' ? {} : { rules: ['color-contrast'] })
      const place = `${screen}, ${colorScheme}`
      findings.push(...found.map(({ kind, element, detail }) => `${place}: ${kind}: ${element}: ${detail}`))
    }
    findings.push(...running.problems.splice(0).map((problem) => `${screen}: console: ${problem}`))
  }
  return { findings, visited, visit }
}

describe('light and dark, without a violation of WCAG A or AA, a cut-off or covered control, or a key', () => {
  it('shows every screen of the main job, in a large and in the smallest window', async () => {
    // As many contacts as a load needs to be caught in the middle, and no more.
    const sandbox = await startSandbox({ contacts: 1_200, companies: 100, deals: 100 })
    cleanups.push(sandbox.close)
    const running = await launch(sandbox.endpoints)
    const { findings, visited, visit } = inspector(running)

    const { control } = createSandboxClient(sandbox.endpoints)
    await walkTheJob(running, visit, { scheme: null, total: '1,400', control })
    await walkSmallWindow(running, visit)

    expect(visited.length).toBeGreaterThan(40)
    expect(findings).toEqual([])
  }, 240_000)

  it("shows the screens of a workspace of one's own before its first account", async () => {
    const running = await launch(null)
    const { findings, visited, visit } = inspector(running)

    await walkFirstAccount(running, visit, { hasKeyStore: true })
    await walkOAuthApps(running, visit)

    expect(visited).toContain('credentials')
    expect(visited).toContain('import-env-done')
    expect(findings).toEqual([])
  }, 120_000)
})
