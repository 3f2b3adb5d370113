import { readFile, readlink } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createWorkspace, keepNothing, startSignIn } from '../support/journey.ts'
import { startLoopbackServer } from '../support/loopback-server.ts'
import { tryEverything } from '../support/page-probes.ts'
import { launchUnprivileged, type UnprivilegedApp } from '../support/unprivileged-app.ts'

let sandbox: Sandbox
let running: UnprivilegedApp

beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
  running = await launchUnprivileged(sandbox.endpoints)
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
})

/** What Linux says about a process, for example `Seccomp` → `2` (man 5 proc). */
async function factsOf(pid: number): Promise<Map<string, string>> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return new Map(status.split('\n').map((line) => line.split(/:\s+/) as [string, string]))
}

const processOfPages = (): Promise<number[]> =>
  running.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => one.getOSProcessId()),
  )

describe("with Chromium's own sandbox, as a user without privileges", () => {
  it('R32: the system shuts every page in: its own process, filtered calls, no rights, other namespaces', async () => {
    // Nobody's own session bus is passed on, hence no key store.
    await keepNothing(running.page)
    await createWorkspace(running.page)
    await startSignIn(running.app, running.page)
    const main = running.app.process().pid ?? 0
    const ofMain = await factsOf(main)
    expect(ofMain.get('Uid')).toBe([1, 2, 3, 4].map(() => running.userId).join('\t'))
    expect(ofMain.get('CapEff')).toBe('0000000000000000')

    const pages = await processOfPages()
    expect(new Set(pages).size).toBe(2)
    for (const pid of pages) {
      const facts = await factsOf(pid)
      // 2: a filter decides over every system call.
      expect(facts.get('Seccomp')).toBe('2')
      expect(facts.get('NoNewPrivs')).toBe('1')
      expect(facts.get('CapEff')).toBe('0000000000000000')
      for (const namespace of ['pid', 'net', 'user']) {
        expect(await readlink(`/proc/${pid}/ns/${namespace}`)).not.toBe(
          await readlink(`/proc/${main}/ns/${namespace}`),
        )
      }
    }
    await running.page.getByRole('button', { name: 'Cancel sign-in' }).click()
    await running.page.getByRole('button', { name: 'Not now' }).click()
  })

  it('R32: whatever a page that was taken over tries fails, and reaches nobody', async () => {
    const listener = await startLoopbackServer((_request, response) => {
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('reached')
    })
    try {
      const outcome = await running.page.evaluate(tryEverything, listener.origin)
      expect(outcome).toEqual({
        require: 'undefined',
        process: 'undefined',
        fetch: 'refused',
        beacon: 'queued',
        file: 'refused',
        socket: 'refused',
        opened: 'refused',
        evaluated: 'refused',
        built: 'refused',
        picture: 'refused',
        script: 'refused',
        notification: 'denied',
        camera: 'refused',
        clipboard: 'refused',
      })
      expect(listener.requests).toEqual([])
      expect((await processOfPages()).length).toBe(1)
    } finally {
      await listener.close()
    }
  })
})
