/**
 * The whole of main but Electron, signed in at a sandbox in a process of its own: what the benches of loads measure.
 * The process that imports this is the main process then: its event loop and its memory are those that count.
 */
import { fork } from 'node:child_process'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createProfile, startCoreInNode, valueOf } from '../../tests/support/core-in-node.ts'
import { createScriptedBrowser } from '../../tests/support/scripted-browser.ts'
import { providerIdSchema } from '../../src/shared/model/provider.ts'

/** Starts a sandbox in a process of its own. `options` as on its command line. */
export async function startSandboxProcess(options) {
  const child = fork(path.join(import.meta.dirname, 'sandbox-process.mjs'), options, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const endpoints = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
    child.on('message', (message) => 'endpoints' in message && resolve(message.endpoints))
  })
  return { endpoints, close: () => child.kill() }
}

/** Calls the sandbox's admin port. */
export async function callAdmin({ admin }, method, name, body) {
  const response = await fetch(`${admin.url}/${name}`, {
    method,
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${name} answered ${response.status}: ${await response.text()}`)
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

/** A core with one account that is connected and paused, so that nothing loads before the bench says so. */
export async function startLoadedCore(endpoints, { providerId = 'hubspot' } = {}) {
  const profile = await createProfile()
  const core = await startCoreInNode(profile, {
    endpoints,
    transport: createScriptedBrowser({ consent: 'approve' }),
  })
  valueOf(await core.handlers.workspaces.create({ user: 'Bench', organisation: 'Bench' }))
  const account = valueOf(
    await core.handlers.signIn.start({
      providerId: providerIdSchema.parse(providerId),
      accountId: null,
      place: 'window',
      access: 'write',
      scopes: null,
    }),
  )
  return {
    core,
    account,
    async close() {
      await core.close()
      await profile.remove()
    },
  }
}

/** Asks every `everyMs` until nothing of the account loads; `look` is given every status. */
export async function untilLoaded(core, look = () => undefined, everyMs = 20) {
  for (let wasRunning = false; ;) {
    const [status] = valueOf(await core.handlers.sync.getStatus({}))
    if (status !== undefined) await look(status)
    if (status?.isRunning) wasRunning = true
    else if (wasRunning) return status
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** The longest time for which this process answered nothing, in ms, and the 99th percentile. */
export function watchStalls() {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  return () => {
    delay.disable()
    return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }
  }
}
