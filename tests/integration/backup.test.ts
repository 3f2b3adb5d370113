import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { pieceBytes } from '../../src/main/backup/sealed-pieces.ts'
import { draftIdSchema, type Draft } from '../../src/shared/model/draft.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { aPassphrase, otherNames } from '../support/backup-words.ts'
import { backedUp, openedRestored, restored, restoreOf, startBackupWorld } from '../support/backup-world.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { settled } from '../support/connected-core.ts'
import { eventually, valueOf, type CoreInNode } from '../support/core-in-node.ts'
import { hostileTexts } from '../support/hostile-texts.ts'

const view = {
  ...{ id: 'v', name: 'Big <b>deals</b>', type: 'contact' as const, parentKey: null, search: '' },
  ...{ filter: null, sort: [], columns: null, layout: 'grid' as const, boardField: null },
}

/** All that a person would miss, with accounts by what they are called. */
async function everythingOf(core: CoreInNode, draftIds: readonly Draft['id'][]) {
  const { items, outbox, arrangements, drafts, sync, accounts, contacts } = core.handlers
  const list = async (search: string) =>
    valueOf(await items.list({ query: plainQuery({ search }), columns: [], offset: 0, limit: 500 }))
  const [account] = valueOf(await accounts.list({}))
  const id = account?.id ?? ''
  const all = await list('')
  const first = all.rows.at(-1)
  const held = valueOf(await outbox.get({}))
  const found = {
    all,
    found: await list('an'),
    waiting: held.waiting.map(({ key, fields, kind, name }) => ({ key, fields, kind, name })),
    views: valueOf(await arrangements.get({ kind: 'views', scope: '' })),
    drafts: await Promise.all(draftIds.map(async (one) => valueOf(await drafts.get({ id: one })))),
    history: valueOf(await sync.history({ accountId: null })),
    accountHistory: valueOf(await accounts.history({ accountId: null })),
    stored: first === undefined ? null : valueOf(await contacts.stored({ key: first.key })),
    versions: first === undefined ? null : valueOf(await contacts.versions({ key: first.key })),
    accounts: [{ label: account?.label, externalId: account?.externalId, scopes: account?.scopes }],
  }
  return JSON.parse(JSON.stringify(found).replaceAll(id, 'ACCOUNT')) as typeof found
}

describe('a backup', () => {
  it('59: brings everything to another computer, where it is read offline and nothing is sent unasked', async () => {
    const world = await startBackupWorld()
    const { core, account } = world
    await world.offline(true)
    const hostile = Object.values(hostileTexts)
    const listed = valueOf(
      await core.handlers.items.list({ query: plainQuery(), columns: [], offset: 0, limit: 20 }),
    )
    const ids = listed.rows.map(({ externalId }) => externalId)
    for (const [n, name] of hostile.slice(0, 10).entries())
      await world.update(ids[n] ?? '', { firstname: name.slice(0, 200).toWellFormed() })
    const values = { firstname: 'Solo', email: 'solo@example.org' }
    valueOf(await core.handlers.contacts.create({ accountId: account.id, values }))
    const draft = {
      id: draftIdSchema.parse(world.key(ids[15] ?? '')),
      accountId: account.id,
      values: { company: 'Typed' },
      base: { company: '' },
    }
    valueOf(await core.handlers.drafts.put(draft))
    const views = { kind: 'views' as const, views: [{ ...view, accountId: account.id }] }
    valueOf(await core.handlers.arrangements.put({ scope: '', arrangement: views }))
    const before = await everythingOf(core, [draft.id])
    expect(before.waiting).toHaveLength(11)
    expect(await backedUp(core)).toMatchObject({ state: 'done', hasSignIns: false, problem: null })
    world.sandbox.requests.clear()

    const second = await world.secondComputer()
    valueOf(await second.core.handlers.backups.choose({}))
    valueOf(await second.core.handlers.backups.unlock({ passphrase: aPassphrase }))
    expect(await restoreOf(second.core)).toMatchObject({
      phase: 'opened',
      preview: {
        ...{ names: { user: 'Ana', organisation: 'Acme' }, appVersion: '0.0.0', itemCount: 60 },
        ...{ accountCount: 1, waitingCount: 11, hasSignIns: false },
      },
    })
    await openedRestored(second.core)
    const [own] = valueOf(await second.core.handlers.accounts.list({}))
    expect(own).toMatchObject({ status: 'needs-reconnect', label: account.label })
    expect(own?.id).not.toBe(account.id)
    const ownDraft = draftIdSchema.parse(draft.id.replace(account.id, own?.id ?? ''))
    expect(await everythingOf(second.core, [ownDraft])).toEqual(before)
    const { waiting } = valueOf(await second.core.handlers.outbox.get({}))
    expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(['held']))
    expect(await filesContaining(second.profile.folder, [account.id])).toEqual([])

    // Not even after a sign-in, and not after another start.
    await second.core.close()
    const again = await second.restart()
    const [stored] = valueOf(await again.handlers.accounts.list({}))
    valueOf(
      await again.handlers.signIn.start({
        ...{ providerId: account.providerId, accountId: stored?.id ?? null, place: 'window' },
        ...{ access: 'write', scopes: null },
      }),
    )
    await settled(again)
    expect(valueOf(await again.handlers.outbox.get({})).waiting.map(({ state }) => state)).toEqual(
      Array(11).fill('held'),
    )
    expect(world.writes().filter((one) => !one.includes('/oauth/'))).toEqual([])
    // What was loaded looks as it did to the load.
    const [run] = valueOf(await again.handlers.sync.history({ accountId: null }))
    expect(run).toMatchObject({ changed: 0 })
  })

  it('59: holds back what waited for a permission too, which a new sign-in would set free', async () => {
    const world = await startBackupWorld({ contacts: 20 })
    world.sandbox.faults.add({
      method: 'PATCH',
      path: 'contacts/',
      status: 403,
      body: {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
      },
    })
    const [row] = valueOf(
      await world.core.handlers.items.list({ query: plainQuery(), columns: [], offset: 0, limit: 1 }),
    ).rows
    await world.update(row?.externalId ?? '', { company: 'Engines' })
    await world.needing('missing-permission')
    await backedUp(world.core)
    world.sandbox.faults.clear()
    const { core } = await world.secondComputer()
    await openedRestored(core)
    const [own] = valueOf(await core.handlers.accounts.list({}))
    valueOf(
      await core.handlers.signIn.start({
        ...{ providerId: world.account.providerId, accountId: own?.id ?? null, place: 'window' },
        ...{ access: 'write', scopes: null },
      }),
    )
    await settled(core)
    const { waiting, needsYou } = valueOf(await core.handlers.outbox.get({}))
    expect([waiting.map(({ state }) => state), needsYou]).toEqual([['held'], []])
    expect(world.there(row?.externalId ?? '')?.['company']).not.toBe('Engines')
  })

  it('59: holds tokens only when asked, and then the account is paused until the user says go', async () => {
    const world = await startBackupWorld()
    expect(await backedUp(world.core, true)).toMatchObject({ state: 'done', hasSignIns: true })
    const second = await world.secondComputer()
    world.sandbox.requests.clear()
    await openedRestored(second.core)
    const [own] = valueOf(await second.core.handlers.accounts.list({}))
    expect(own).toMatchObject({ status: 'paused' })
    expect(world.sandbox.requests.entries()).toEqual([])
    valueOf(await second.core.handlers.sync.resume({ accountId: own!.id }))
    valueOf(await second.core.handlers.sync.start({ accountId: own!.id, feed: null, how: 'now' }))
    await eventually(async () => world.sandbox.requests.entries().length > 0)
    await settled(second.core)
  })

  it('59: has nothing in clear, in the file or beside it while it is made', async () => {
    const world = await startBackupWorld()
    const listed = valueOf(
      await world.core.handlers.items.list({ query: plainQuery(), columns: [], offset: 0, limit: 1 }),
    )
    const contact = world.there(listed.rows[0]?.externalId ?? '')
    const canaries = [
      contact?.['email'],
      world.account.id,
      // Nothing shorter: a few bytes stand somewhere in a million random ones.
      '"organisation"',
      'access_token',
      'CREATE TABLE',
    ]
    const texts = canaries.flatMap((one) => one ?? [])
    expect(texts).toHaveLength(5)
    const begun = backedUp(world.core, true)
    const work = path.join(world.profile.folder, 'backup-work')
    let looks = 0
    for (let isDone = false; !isDone; looks += 1) {
      isDone = await Promise.race([
        begun.then(() => true),
        new Promise<boolean>((resolve) => setTimeout(resolve, 5, false)),
      ])
      const names = await readdir(work).catch(() => [])
      if (names.length > 0) expect(await filesContaining(work, texts)).toEqual([])
    }
    expect(looks).toBeGreaterThan(1)
    const folder = path.dirname(world.file)
    expect(await readdir(folder)).toEqual([path.basename(world.file)])
    expect(await filesContaining(folder, texts)).toEqual([])
    await eventually(async () => (await readdir(work).catch(() => [])).length === 0)
  })

  it('59: is not made of the sample workspace, nor under a short passphrase', async () => {
    const world = await startBackupWorld()
    expect(await world.core.handlers.backups.start({ passphrase: 'short', hasSignIns: false })).toMatchObject(
      {
        error: { kind: 'invalid-request' },
      },
    )
    valueOf(await world.core.handlers.workspaces.openSample({}))
    expect(
      await world.core.handlers.backups.start({ passphrase: aPassphrase, hasSignIns: false }),
    ).toMatchObject({ error: { kind: 'invalid-request' } })
  })
})

describe('a restore', () => {
  it('59: never takes the place of a workspace: it asks for other names', async () => {
    const world = await startBackupWorld({ contacts: 20 })
    await backedUp(world.core)
    valueOf(await world.core.handlers.backups.choose({}))
    valueOf(await world.core.handlers.backups.unlock({ passphrase: aPassphrase }))
    expect(await world.core.handlers.backups.restore({ user: ' ana', organisation: 'ACME ' })).toEqual({
      ok: false,
      error: { kind: 'workspace-exists' },
    })
    await openedRestored(world.core, otherNames)
    const { workspaces, workspace } = valueOf(await world.core.handlers.app.getState({}))
    expect(workspaces).toHaveLength(2)
    expect(workspace).toMatchObject(otherNames)
    valueOf(await world.core.handlers.workspaces.open({ id: workspaces[0]!.id }))
    expect((await world.outbox()).waiting).toEqual([])
  })

  it('59: of a wrong passphrase tells that alone, and leaves nothing', async () => {
    const world = await startBackupWorld({ contacts: 20 })
    await backedUp(world.core)
    const { core, profile } = await world.secondComputer()
    valueOf(await core.handlers.backups.choose({}))
    expect(await core.handlers.backups.unlock({ passphrase: 'three harbours at dawn' })).toEqual({
      ok: false,
      error: { kind: 'wrong-passphrase' },
    })
    expect(await restoreOf(core)).toMatchObject({ phase: 'chosen', preview: null })
    expect((await readdir(profile.folder)).toSorted()).not.toContain('workspaces')
    // Another try is all that it takes, whichever way the keyboard writes a space.
    valueOf(await core.handlers.backups.unlock({ passphrase: aPassphrase.replaceAll(' ', '\u00a0') }))
  })

  it('59: of a file that is changed in its last piece leaves no half workspace', async () => {
    const world = await startBackupWorld({ contacts: 600 })
    await backedUp(world.core)
    const bytes = await readFile(world.file)
    expect(bytes.length).toBeGreaterThan(1.5 * pieceBytes)
    bytes[bytes.length - 100]! ^= 1
    await writeFile(world.file, bytes)
    const { core, profile } = await world.secondComputer()
    const ended = await restored(core)
    expect(ended).toMatchObject({
      ...{ phase: 'opened', workspaceId: null, problem: { error: { kind: 'backup-damaged' } } },
    })
    expect(valueOf(await core.handlers.app.getState({})).workspaces).toEqual([])
    expect(await readdir(path.join(profile.folder, 'workspaces')).catch(() => [])).toEqual([])
    expect(await readdir(path.join(profile.folder, 'backup-work'))).toEqual([])
  })
})
