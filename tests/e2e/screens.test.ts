import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspectPage } from '../../scripts/tour/inspect-page.mjs'
import { walkSmallWindow, walkTheJob, type Visit } from '../../scripts/tour/walk.mjs'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp

beforeAll(async () => {
  // As many contacts as a load needs to be caught in the middle, and no more.
  sandbox = await startSandbox({ contacts: 1_200, companies: 100, deals: 100 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

it('shows every screen, light and dark, without a WCAG A or AA violation, a cut-off or covered control or a key', async () => {
  const findings: string[] = []
  const visited: string[] = []
  const visit: Visit = async (screen, page = running.page) => {
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

  await walkTheJob(running, visit, { scheme: null, total: '1,400' })
  await walkSmallWindow(running, visit)

  expect(visited.length).toBeGreaterThan(40)
  expect(findings).toEqual([])
}, 180_000)
