/**
 * The whole of main but Electron, signed in at a sandbox in a process of its own: what the benches of loads measure.
 * The process that imports this is the main process then: its event loop and its memory are those that count.
 */
import { fork } from 'node:child_process'
import path from 'node:path'
import { providers } from '../../src/main/providers/registry.ts'
import { providerIdSchema } from '../../src/shared/model/provider.ts'
import { createProfile, startCoreInNode, valueOf } from '../../tests/support/core-in-node.ts'
import { createScriptedBrowser } from '../../tests/support/scripted-browser.ts'

/** The screen is told of progress at this pace, and asks. */
const STATUS_PACE_MS = 200

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

/**
 * A core with one account that is connected. Its first load waits before it knows what there is to load, so that all of
 * it lies within what is measured: `begin` lets it go on.
 */
export async function startConnectedCore(endpoints, { providerId = 'hubspot' } = {}) {
  const profile = await createProfile()
  const { promise: begun, resolve: begin } = Promise.withResolvers()
  const { promise: waits, resolve: wait } = Promise.withResolvers()
  const held = (provider) => ({
    ...provider,
    feeds: {
      ...provider.feeds,
      async list(input) {
        wait()
        await begun
        return provider.feeds.list(input)
      },
    },
  })
  const core = await startCoreInNode(profile, {
    endpoints,
    transport: createScriptedBrowser({ consent: 'approve' }),
    providers: providers.map(held),
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
  await waits
  return {
    core,
    account,
    begin,
    async close() {
      // What waits could not be ended.
      begin()
      await core.close()
      await profile.remove()
    },
  }
}

/** Asks as often as the screen does until nothing of the account loads; `look` is given every status. */
export async function untilLoaded(core, look = () => undefined) {
  for (;;) {
    const [status] = valueOf(await core.handlers.sync.getStatus({}))
    await look(status)
    if (!status.isRunning) return status
    await new Promise((resolve) => setTimeout(resolve, STATUS_PACE_MS))
  }
}
