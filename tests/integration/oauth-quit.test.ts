import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createLoopbackTransport } from '../../src/main/oauth/loopback-transport.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { err } from '../../src/shared/result.ts'
import { hubspotId, signInAt } from '../support/connected-core.ts'
import { createProfile, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { freePorts } from '../support/free-ports.ts'
import { consentAt } from '../support/scripted-browser.ts'

describe('an app that is quit while a sign-in waits', () => {
  it('R10: has closed the port, asks for no token and connects nothing', async () => {
    const [port = 0] = await freePorts(1)
    const redirectUris = { hubspot: [`http://localhost:${port}/oauth/hubspot/callback`] }
    const sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1, redirectUris })
    onTestFinished(() => sandbox.close())
    const profile = await createProfile()
    onTestFinished(profile.remove)
    const links: URL[] = []
    const begin = () =>
      startCoreInNode(profile, {
        endpoints: sandbox.endpoints,
        transport: createLoopbackTransport(async (link) => {
          links.push(link)
          return true
        }),
      })
    const core = await begin()
    const workspace = valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
    const outcome = core.handlers.signIn.start({ ...signInAt(hubspotId), place: 'browser' })
    await vi.waitUntil(() => links.length === 1, 20_000)
    const callback = await consentAt(links[0]!)
    await core.close()
    expect(await outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
    await expect(fetch(callback)).rejects.toThrow()
    expect(sandbox.requests.counts()['POST /oauth/2026-09/token'] ?? 0).toBe(0)

    const again = await begin()
    onTestFinished(() => again.close())
    valueOf(await again.handlers.workspaces.open({ id: workspace.id }))
    expect(valueOf(await again.handlers.accounts.list({}))).toEqual([])
    expect(valueOf(await again.handlers.signIn.get({}))).toBeNull()
  })
})
