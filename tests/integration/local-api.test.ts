import { describe, expect, it } from 'vitest'
import { connect, notionId, settled } from '../support/connected-core.ts'
import { startCoreWithApi, testWorkspace } from '../support/core-with-api.ts'
import { createProfile, eventually, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { ask, bearer } from '../support/local-api.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'

describe('the local API', () => {
  it('is off by default: nothing listens, and a token alone changes nothing', async () => {
    const profile = await createProfile()
    const core = await startCoreInNode(profile, {
      endpoints: null,
      transport: createScriptedBrowser({ consent: 'approve' }),
    })
    const { port, ...status } = valueOf(await core.handlers.localApi.get({}))
    expect(status).toEqual({ isOn: false, state: 'off', madeAtMs: null })
    await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    valueOf(await core.handlers.localApi.createToken({}))
    await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await core.close()
    await profile.remove()
  })

  it('R26: gives the token to the clipboard alone, keeps its hash, and ends with it', async () => {
    const { core, port, token } = await startCoreWithApi()
    expect(token).toMatch(/^[\w-]{43}$/)
    const status = valueOf(await core.handlers.localApi.get({}))
    expect(JSON.stringify(status)).not.toContain(token)
    expect(core.lines.join('\n')).not.toContain(token)
    expect((await ask(port, { headers: bearer(token) })).status).toBe(200)
    valueOf(await core.handlers.localApi.createToken({}))
    expect((await ask(port, { headers: bearer(token) })).status).toBe(401)
    expect(valueOf(await core.handlers.localApi.revokeToken({}))).toMatchObject({ state: 'no-token' })
    await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('answers the parents of a page and where it lies', async () => {
    const { core, post } = await startCoreWithApi()
    await connect(core, notionId)
    await settled(core)
    const items = (await (await post('/integrations/notion/load')).json()) as {
      id: string
      parent_id: string | null
      parent_path_or_name: string | null
      directory: boolean
    }[]
    const inside = items.filter(({ parent_id }) => parent_id !== null)
    expect(inside.length).toBeGreaterThan(0)
    const ids = new Set(items.map(({ id }) => id))
    expect(inside.some(({ parent_id }) => ids.has(parent_id ?? ''))).toBe(true)
    expect(inside.some(({ parent_path_or_name }) => parent_path_or_name !== null)).toBe(true)
  })

  it('takes urlencoded forms, and no other body', async () => {
    const { port, token, post } = await startCoreWithApi()
    const at = { method: 'POST', path: '/integrations/hubspot/credentials' }
    const form = new URLSearchParams(testWorkspace).toString()
    const sent = await ask(port, {
      ...at,
      headers: {
        ...bearer(token),
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': form.length,
      },
      body: form,
    })
    expect(JSON.parse(sent.text)).toMatchObject({ error: 'no-account' })
    const json = JSON.stringify(testWorkspace)
    const refused = await ask(port, {
      ...at,
      headers: { ...bearer(token), 'content-type': 'application/json', 'content-length': json.length },
      body: json,
    })
    expect(refused.status).toBe(415)
    const missing = await post('/integrations/hubspot/credentials', { user_id: 'TestUser' })
    expect([missing.status, await missing.json()]).toEqual([
      422,
      { error: 'unusable-values', detail: 'Values are missing or cannot be used. Look at: org_id.' },
    ])
  })

  it('knows the open workspace by its user and organisation, and answers from no other', async () => {
    const { core, post } = await startCoreWithApi()
    await connect(core)
    await settled(core)
    const unknown = await post('/integrations/hubspot/load', { user_id: 'TestUser', org_id: 'Other' })
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      expect.objectContaining({ error: 'unknown-workspace' }),
    ])
    const account = valueOf(await core.handlers.accounts.list({}))[0]!
    valueOf(await core.handlers.workspaces.create({ user: 'Ben', organisation: 'Beta' }))
    for (const route of ['authorize', 'credentials', 'load']) {
      const closed = await post(`/integrations/hubspot/${route}`)
      expect([closed.status, await closed.json()]).toEqual([
        409,
        expect.objectContaining({ error: 'workspace-not-open' }),
      ])
    }
    const other = { user_id: 'Ben', org_id: 'Beta', account_id: account.id }
    for (const route of ['credentials', 'load'])
      expect((await post(`/integrations/hubspot/${route}`, other)).status).toBe(404)
    const contact = await post('/integrations/hubspot/contact/get', { ...other, contact_id: '1' })
    expect(contact.status).toBe(404)
  })

  it('answers from neither of two workspaces with the same names, and tells them apart', async () => {
    const { core, post } = await startCoreWithApi()
    const first = valueOf(await core.handlers.app.getState({})).workspace!
    const second = valueOf(
      await core.handlers.workspaces.create({ user: 'TestUser', organisation: 'TestOrg' }),
    )
    // Whichever of them is open.
    for (const { id } of [second, first]) {
      valueOf(await core.handlers.workspaces.open({ id }))
      for (const route of ['authorize', 'credentials', 'load']) {
        const refused = await post(`/integrations/hubspot/${route}`)
        const told = (await refused.json()) as { error: string; detail: string }
        expect([refused.status, told.error]).toEqual([409, 'several-workspaces'])
        for (const { createdAtMs } of [first, second])
          expect(told.detail).toContain(new Date(createdAtMs).toISOString())
      }
    }
    valueOf(
      await core.handlers.workspaces.rename({
        id: second.id,
        names: { user: 'TestUser', organisation: 'Another' },
      }),
    )
    const answered = await post('/integrations/hubspot/credentials')
    expect(await answered.json()).toMatchObject({ error: 'no-account' })
  })

  it('says that the vault is locked while it is', async () => {
    const { core, post } = await startCoreWithApi()
    core.localApi.serve(null)
    for (const route of ['authorize', 'credentials', 'load', 'contact/delete']) {
      const fields = { ...testWorkspace, contact_id: '1' }
      const locked = await post(`/integrations/hubspot/${route}`, fields)
      expect([locked.status, await locked.json()]).toEqual([
        423,
        { error: 'vault-locked', detail: 'Portolan is locked. Unlock it in its window and try again.' },
      ])
    }
  })

  it('changes contacts through the outbox', async () => {
    const { core, post, sandbox } = await startCoreWithApi()
    await connect(core)
    await settled(core)
    const asking = async (route: string, fields: Record<string, string>) => {
      const answer = await post(`/integrations/hubspot/contact/${route}`, { ...testWorkspace, ...fields })
      return [answer.status, await answer.json()] as const
    }
    const properties_str = JSON.stringify({ email: 'grace@navy.example', firstname: 'Grace' })
    const [created, noted] = await asking('create', { properties_str })
    expect([created, noted]).toEqual([
      202,
      { id: expect.any(String), status: 'waiting', change_id: expect.any(String) },
    ])
    const contact_id = (noted as { id: string }).id
    await eventually(async () => valueOf(await core.handlers.outbox.getCounts({})).waitingCount === 0)
    const [, found] = await asking('get', { contact_id })
    expect(found).toMatchObject({
      pending: false,
      properties: { email: 'grace@navy.example', firstname: 'Grace' },
    })
    const { id } = found as { id: string }
    expect(id).toMatch(/^\d+$/)
    const changed = await asking('update', {
      contact_id: id,
      properties_str: JSON.stringify({ properties: { firstname: 'Grace B.' } }),
    })
    expect(changed[0]).toBe(202)
    await eventually(
      async () => sandbox.hubspot.records.contacts.get(id)?.properties['firstname'] === 'Grace B.',
    )
    expect((await asking('delete', { contact_id: id }))[0]).toBe(202)
    expect((await asking('get', { contact_id: id }))[1]).toMatchObject({ pending: true })
    expect((await asking('delete', { contact_id: id }))[0]).toBe(409)
    expect((await asking('get', { contact_id: '../companies/1' }))[0]).toBe(404)
    expect((await asking('create', { properties_str: 'no JSON' }))[0]).toBe(422)
    const tooLong = JSON.stringify({ firstname: 'x'.repeat(65_537) })
    expect((await asking('create', { properties_str: tooLong }))[0]).toBe(422)
    expect((await asking('create', { properties_str: '{"__proto__": "x"}' }))[0]).toBe(400)
    const notion = await post('/integrations/notion/contact/get', { ...testWorkspace, contact_id: '1' })
    expect([notion.status, await notion.json()]).toEqual([
      404,
      expect.objectContaining({ error: 'no-contacts' }),
    ])
  })
})
