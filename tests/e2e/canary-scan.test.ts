import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { findCanaries } from '../support/canary-scan.ts'
import { argumentsBelow } from '../support/process-arguments.ts'

let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp
/** An argument of a process that the app could have started. */
const argued = randomBytes(16).toString('hex')

beforeAll(async () => {
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: null, args: [`--canary=${argued}`] })
})
afterAll(async () => {
  await running.close()
  await profile.remove()
})

const search = (canary: string, of: RunningApp = running) =>
  findCanaries(of, profile.folder, ['not there', canary])
const newCanary = (): string => randomBytes(16).toString('hex')
const shown = (canary: string): string => `${canary.slice(0, 12)}…`

describe('the search for secrets that every end-to-end run ends with', () => {
  it('R24: finds nothing that is nowhere', async () => {
    expect(await search(newCanary())).toEqual([])
  })

  it.each([
    ['in a log', 'utf8', path.join('logs', 'planted.log')],
    ['as UTF-16, as Chromium writes it', 'utf16le', path.join('Local Storage', 'planted.ldb')],
  ] as const)('R24: finds one in the profile, %s', async (_, encoding, name) => {
    const canary = newCanary()
    const file = path.join(profile.folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, Buffer.concat([randomBytes(7), Buffer.from(`"${canary}"`, encoding)]))
    expect(await search(canary)).toEqual([{ place: name, canary: shown(canary) }])
    await rm(file)
  })

  it('R24: finds one in the arguments of the app and of the processes that it started', async () => {
    const found = await search(argued)
    expect(found).toContainEqual({ place: 'process arguments', canary: shown(argued) })
    const lines = await argumentsBelow(running.app.process().pid ?? 0)
    expect(lines.some((line) => line.includes('--type=renderer'))).toBe(true)
  })

  it('R24: finds one in the clipboard', async () => {
    const canary = newCanary()
    await running.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), `see ${canary}`)
    expect(await search(canary)).toEqual([{ place: 'clipboard', canary: shown(canary) }])
    await running.app.evaluate(({ clipboard }) => clipboard.clear())
  })

  it('R24: finds one in the heap of the page, also far inside a long text, and not what was typed there', async () => {
    const canary = newCanary()
    const plant = (text: string) =>
      running.page.evaluate((planted) => {
        // Parsed, it is one text; joined, it would still be two.
        const long = JSON.stringify(`${'x'.repeat(100_000)}${planted}`)
        Object.assign(globalThis, { planted: JSON.parse(long) as unknown })
      }, text)
    await plant(canary)
    expect(await search(canary)).toEqual([{ place: 'heap of the page', canary: shown(canary) }])
    expect(await search(canary, { ...running, typed: [canary] })).toEqual([])
    await plant('')
  })
})

describe('closing an app in a test', () => {
  it('R24: fails when a secret of the servers is still somewhere', async () => {
    const canary = newCanary()
    const other = await createUserData()
    const second = await launchApp({ userData: other.folder, endpoints: null, secrets: () => [canary] })
    const child = second.app.process()
    await writeFile(path.join(other.folder, 'left-over.txt'), canary)
    await expect(second.close()).rejects.toThrow(/^R24: secrets were found: .*left-over\.txt/)
    expect(child.exitCode).toBe(0)
    await other.remove()
  })
})
