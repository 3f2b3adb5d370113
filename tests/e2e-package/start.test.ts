import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { watch, type RunningApp } from '../support/app.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { wholeTextsInHeap } from '../support/heap-snapshot.ts'
import {
  goTo,
  openDetails,
  openSettings,
  search,
  startSignIn,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'
import { filesInAsar, packagedApp } from '../support/packaged-app.ts'
import { launchPacked } from '../support/launch-electron.ts'

const projectFolder = path.resolve(import.meta.dirname, '../..')

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `portolan-package-${name}-`))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function start(profile: string, variables: Record<string, string>): Promise<RunningApp> {
  const { executable } = packagedApp('test-build')
  const app = await launchPacked(executable, [`--user-data-dir=${profile}`, wholeTextsInHeap], variables)
  const running = await watch(app, profile)
  cleanups.push(() => running.close())
  return running
}

describe('the packaged app', () => {
  it('does the job in the sample workspace that it serves itself, whatever the variables of tests say', async () => {
    const elsewhere = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
    cleanups.push(elsewhere.close)
    const decoy = await temporaryFolder('decoy')
    const endpoints = path.join(await temporaryFolder('endpoints'), 'endpoints.json')
    await writeFile(endpoints, JSON.stringify(elsewhere.endpoints))
    const profile = await temporaryFolder('profile')
    const variables = { PORTOLAN_USER_DATA: decoy, PORTOLAN_ENDPOINTS: endpoints }

    const first = await start(profile, variables)
    expect(await first.app.evaluate(({ app }) => app.isPackaged)).toBe(true)
    await first.page.getByRole('button', { name: 'Look around with sample data' }).click()
    const signIn = await startSignIn(first.app, first.page)
    expect(new URL(signIn.url()).origin).not.toBe(new URL(elsewhere.endpoints.hubspot.authorize).origin)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await waitForTotal(first.page, '16,200')
    // The sample ends with an edit that it made on both sides, for somebody to look at.
    await waitForStatus(first.page, '1 change needs you')
    await search(first.page, 'lovelace')
    await openDetails(first.page, 'Ada Lovelace')
    await openSettings(first.page, 'Storage and security')
    await first.page.getByText(/^Encrypted\. The key is held by this computer's key store/).waitFor()
    expect(first.problems).toEqual([])
    await first.close()
    cleanups.pop()

    // It goes on where it was left.
    const second = await start(profile, variables)
    await second.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await goTo(second.page, 'Items')
    await waitForTotal(second.page, '16,200')
    expect(second.problems).toEqual([])
    expect(await readdir(profile)).toContain('vault.db')
    expect(await readdir(decoy)).toEqual([])
    expect(elsewhere.requests.entries()).toEqual([])
  }, 120_000)

  it('ships the built app and the SQLite driver, and nothing of the project besides', async () => {
    const { resources } = packagedApp('as-shipped')
    const files = await filesInAsar(path.join(resources, 'app.asar'))
    expect(files).toContain('out/main/index.js')
    expect(files).toContain('out/preload/index.cjs')
    expect(files).toContain('out/renderer/index.html')
    const allowed =
      /^(out\/(main|preload|renderer)\/|package\.json$|node_modules\/better-sqlite3-multiple-ciphers\/)/
    expect(files.filter((file) => !allowed.test(file))).toEqual([])
    const beside = await readdir(resources, { recursive: true })
    expect([...files, ...beside].filter((file) => /\.map$|\.tsx?$|(^|\/)\.env/.test(file))).toEqual([])
    // A path of the machine that built it would lead somewhere on another one.
    expect(await filesContaining(resources, [projectFolder])).toEqual([])
  })

  it('has no switch left that would let others run code in its name', async () => {
    const binary = await readFile(packagedApp('as-shipped').executable)
    // Electron keeps its fuses behind this mark: a version, their number, and one character each
    // (electronjs.org, "Electron Fuses"). 0 is off, 1 is on.
    const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
    const at = binary.indexOf(mark) + mark.length
    expect(at).toBeGreaterThan(mark.length)
    const states = binary.toString('latin1', at + 2, at + 2 + Number(binary[at + 1])).split('')
    const names = [
      'runAsNode',
      'cookieEncryption',
      'nodeOptionsVariable',
      'nodeCliInspectArguments',
      'embeddedAsarIntegrity',
      'onlyLoadAppFromAsar',
      'browserProcessSpecificSnapshot',
      'grantFileProtocolExtraPrivileges',
    ]
    expect(Object.fromEntries(names.map((name, index) => [name, states[index]]))).toEqual({
      runAsNode: '0',
      cookieEncryption: '0',
      nodeOptionsVariable: '0',
      nodeCliInspectArguments: '0',
      embeddedAsarIntegrity: '1',
      onlyLoadAppFromAsar: '1',
      browserProcessSpecificSnapshot: '0',
      grantFileProtocolExtraPrivileges: '0',
    })
  })
})
