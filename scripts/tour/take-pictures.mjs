import fs from 'node:fs'
import path from 'node:path'
import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp } from '../../tests/support/app.ts'
import { inspectPage } from './inspect-page.mjs'
import { walkBackup } from './walk-backup.mjs'
import { inEveryView, resize, SIZES } from './views.mjs'
import {
  walkCare,
  walkConnect,
  walkConnections,
  walkFirstAccount,
  walkLists,
  walkListStates,
  walkMirror,
  walkOAuthApps,
  walkOutbox,
  walkSmallWindow,
  walkSync,
  walkTheJob,
  walkTools,
  walkUpdates,
  walkWorkingOffline,
} from './walk.mjs'

/**
 * One run of the app through the whole job in one colour scheme, chosen where a person chooses it.
 *
 * @param {{ scheme: 'light' | 'dark', folder: string, views: import('./views.mjs').View[] }} options
 * @returns {Promise<{ count: number, findings: (import('./layout-findings.mjs').Finding & { picture: string })[] }>}
 */
export async function takePictures({ scheme, folder, views }) {
  const findings = []
  let count = 0
  let running = null

  const visit = async (name, page = running.page) => {
    count += 1
    const numbered = `${String(count).padStart(3, '0')}-${name}-${scheme}`
    // The pointer rests where it clicked last, and what it rests on looks different.
    await page.mouse.move(1, 1)
    // A page of a service has no language and no size of ours.
    if (page !== running.page) return look(`${numbered}.png`, page)
    const [first] = views
    await inEveryView(running, views, ({ language, size }) =>
      look(`${numbered}-${language}-${size.name}.png`, page, {
        // Names differ from language to language, colours and roles from none to none.
        isAccessibilityChecked: size === first.size,
      }),
    )
  }

  const look = async (picture, page, options) => {
    const found = await inspectPage(page, options)
    await page.screenshot({ path: path.join(folder, picture) })
    for (const problem of running.problems.splice(0))
      found.push({ kind: 'console', element: 'the page', detail: problem })
    const shown = await page.evaluate(() => document.documentElement.dataset.theme ?? null)
    if (shown !== null && shown !== scheme)
      found.push({ kind: 'colours', element: 'the page', detail: `${shown}, although ${scheme} was chosen` })
    findings.push(...found.map((finding) => ({ ...finding, picture })))
  }

  const profile = await createUserData()
  // Like the app's own, but one that can be told to misbehave.
  const sandbox = await startSandbox()
  const { control } = createSandboxClient(sandbox.endpoints)
  const options = { userData: profile.folder, endpoints: sandbox.endpoints }
  try {
    await inApp(options, (app) => walkTheJob(app, visit, { scheme, total: '16,200', control }))
    // Quit and started again without a network: everything has to be there.
    await inApp(options, async (app) => {
      await walkWorkingOffline(app, visit, '16,200')
      await walkSmallWindow(app, visit)
    })
    await inApp(options, (app) => walkLists(app, visit))
    await inApp(options, (app) => walkTools(app, visit))
    await inApp(options, (app) => walkCare(app, visit))
  } finally {
    await sandbox.close()
    await profile.remove()
  }
  const other = await createUserData()
  try {
    const preferences = path.join(other.folder, 'preferences.json')
    fs.writeFileSync(preferences, JSON.stringify({ preferences: { theme: scheme } }))
    // Chromium on Linux then seals with a key that everybody knows, which the app must not take for protection.
    const hasKeyStore = process.platform !== 'linux'
    const args = hasKeyStore ? [] : ['--password-store=basic']
    await inApp({ userData: other.folder, args }, async (app) => {
      await walkFirstAccount(app, visit, { hasKeyStore })
      await walkOAuthApps(app, visit)
      await walkBackup(app, visit)
    })
  } finally {
    await other.remove()
  }
  const staged = await createUserData()
  try {
    const preferences = path.join(staged.folder, 'preferences.json')
    fs.writeFileSync(preferences, JSON.stringify({ preferences: { theme: scheme } }))
    await inApp({ userData: staged.folder }, async (app) => {
      await walkConnect(app, visit)
      await walkConnections(app, visit)
      await walkSync(app, visit)
      await walkOutbox(app, visit)
      await walkMirror(app, visit)
      await walkUpdates(app, visit)
    })
    await inApp({ userData: staged.folder }, (app) => walkListStates(app, visit))
  } finally {
    await staged.remove()
  }
  return { count, findings }

  async function inApp(options, walk) {
    running = await launchApp({ endpoints: null, ...options })
    try {
      // Whatever the page said before anybody listened, it says again.
      await running.page.reload()
      // It starts as large as it was left.
      await resize(running.app, running.page, SIZES[0])
      await walk(running)
    } catch (error) {
      // The tour goes on with what it can still see; what stopped it here is a finding like any other.
      const picture = `stopped-after-${String(count)}-${scheme}.png`
      await running.page.screenshot({ path: path.join(folder, picture) }).catch(() => undefined)
      const detail = error instanceof Error ? error.message : String(error)
      findings.push({ kind: 'stopped', element: `after picture ${String(count)}`, detail, picture })
    } finally {
      await running.close()
    }
  }
}
