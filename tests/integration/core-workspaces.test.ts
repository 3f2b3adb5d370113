import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  connect,
  countsOf,
  hubspotId,
  settled,
  startConnected,
  type Started,
  signInAt,
} from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'

const otherNames = { user: 'Ana', organisation: 'Other' }

function start(): Promise<Started> {
  return startConnected({ sizes: { contacts: 20, companies: 0, deals: 0 } })
}

/** Lets the next answer under this path come half a second late; settles when its request has arrived. */
function slowAnswer({ sandbox }: Started, place: string): Promise<void> {
  return new Promise((resolve) => {
    const { take } = sandbox.faults
    sandbox.faults.take = (call) => {
      if (!call.target.startsWith(place)) return take(call)
      sandbox.faults.take = take
      resolve()
      return { path: place, stallMs: 500 }
    }
  })
}

async function accountCount({ core }: Started): Promise<number> {
  return valueOf(await core.handlers.accounts.list({})).length
}

describe('a change of workspace', () => {
  it('while a contact is under way leaves nothing of it in the other workspace', async () => {
    const started = await start()
    const { workspaces, contacts } = started.core.handlers
    const account = await connect(started.core)
    await settled(started.core)
    const asked = slowAnswer(started, '/crm/objects/2026-09/contacts/9')
    const reading = contacts.read({ accountId: account.id, externalId: '9' })
    await asked
    valueOf(await workspaces.create(otherNames))
    valueOf(await reading)
    expect(await countsOf(started.core)).toEqual({})
  })

  it('R10: during a sign-in connects neither the one nor the other', async () => {
    const started = await start()
    const { workspaces, signIn } = started.core.handlers
    const first = valueOf(await workspaces.create(otherNames))
    const asked = slowAnswer(started, '/account-info')
    const connecting = signIn.start(signInAt(hubspotId))
    await asked
    valueOf(await workspaces.create({ ...otherNames, user: 'Ben' }))
    expect(await connecting).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } })
    expect(await accountCount(started)).toBe(0)
    valueOf(await workspaces.open({ id: first.id }))
    expect(await accountCount(started)).toBe(0)
  })

  it('to a workspace that cannot be opened leaves the way back open', async () => {
    const started = await start()
    const { app, workspaces, items } = started.core.handlers
    const first = valueOf(await app.getState({})).workspace
    const second = valueOf(await workspaces.create(otherNames))
    if (first === null) throw new Error('no workspace is open')
    valueOf(await workspaces.open({ id: first.id }))
    const folder = path.join(started.profile.folder, 'workspaces', second.id)
    await rm(folder, { recursive: true })
    await writeFile(folder, 'in the way')

    expect((await workspaces.open({ id: second.id })).ok).toBe(false)
    expect(valueOf(await app.getState({})).workspace).toBeNull()
    expect(await items.counts({})).toEqual({ ok: false, error: { kind: 'no-workspace' } })

    valueOf(await workspaces.open({ id: first.id }))
    expect(valueOf(await items.counts({}))).toEqual([])
  })

  it('asked for twice at once makes one sample workspace', async () => {
    const { core } = await start()
    const { app, workspaces } = core.handlers
    const opened = await Promise.all([workspaces.openSample({}), workspaces.openSample({})])
    expect(valueOf(opened[0])).toEqual(valueOf(opened[1]))
    expect(valueOf(await app.getState({})).workspaces.filter(({ isSample }) => isSample)).toHaveLength(1)
  })
})

describe('a sign-in', () => {
  it('R10: that is given up after the consent keeps nothing', async () => {
    const started = await start()
    const { signIn } = started.core.handlers
    const asked = slowAnswer(started, '/account-info')
    const connecting = signIn.start(signInAt(hubspotId))
    await asked
    valueOf(await signIn.cancel({}))
    expect(await connecting).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } })
    expect(await accountCount(started)).toBe(0)
  })

  it('is refused at once while working offline, before anybody gives consent', async () => {
    const started = await start()
    started.profile.kept.preferences = { ...started.profile.kept.preferences, workOffline: true }
    const { signIn } = started.core.handlers
    expect(await signIn.start(signInAt(hubspotId))).toEqual({
      ok: false,
      error: { kind: 'working-offline' },
    })
    expect(started.sandbox.requests.entries()).toEqual([])
  })
})

describe('a contact that is created while its account is disconnected', () => {
  it('R42: leaves nothing here, whatever comes of it', async () => {
    const started = await start()
    const account = await connect(started.core)
    await settled(started.core)
    const asked = slowAnswer(started, '/crm/objects/2026-09/contacts')
    const values = { firstname: 'Grace', lastname: 'Quay' }
    valueOf(await started.core.handlers.contacts.create({ accountId: account.id, values }))
    await asked
    valueOf(
      await started.core.handlers.accounts.disconnect({
        accountId: account.id,
        data: 'wipe',
        revokes: false,
      }),
    )
    // Long enough for the answer to come in.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await countsOf(started.core)).toEqual({})
    expect(valueOf(await started.core.handlers.outbox.get({}))).toMatchObject({
      waitingCount: 0,
      needsYouCount: 0,
      todayCount: 0,
      undo: null,
    })
  })
})
