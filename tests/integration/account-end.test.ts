import { existsSync } from 'node:fs'
import { copyFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { deriveKey } from '../../src/main/vault/master-key.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import type { Account, AccountId } from '../../src/shared/model/account.ts'
import { err, ok } from '../../src/shared/result.ts'
import { filesContaining } from '../support/canary-scan.ts'
import {
  airtableId,
  connect,
  countsOf,
  hubspotId,
  notionId,
  settled,
  signInAt,
  startConnected,
  type Started,
} from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { aQuery } from '../support/made-up-items.ts'
import { storeInTest } from '../support/opened-store.ts'
import { logBytes, plainPages } from '../support/plain-pages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const sizes = { contacts: 120, companies: 10, deals: 10 }

async function openLoaded(send = fetch): Promise<Started & { account: Account }> {
  const started = await startConnected({ sizes, fetch: send })
  const account = await connect(started.core)
  await settled(started.core)
  return { ...started, account }
}

const accountsOf = async ({ core }: Started): Promise<Account[]> =>
  valueOf(await core.handlers.accounts.list({}))
const eventsOf = async ({ core }: Started): Promise<string[]> =>
  valueOf(await core.handlers.accounts.history({ accountId: null })).map(({ kind }) => kind)

describe('an account that is disconnected with its data kept', () => {
  it('stays readable, starts no load, and says "reconnect" to whatever needs the provider', async () => {
    const started = await openLoaded()
    const { account, sandbox } = started
    const before = await countsOf(started.core)
    const disconnect = { accountId: account.id, data: 'keep', revokes: false } as const
    expect(valueOf(await started.core.handlers.accounts.disconnect(disconnect))).toEqual({
      revocation: 'not-asked',
    })
    expect(await accountsOf(started)).toEqual([{ ...account, status: 'disconnected' }])
    sandbox.requests.clear()
    const { sync, contacts } = started.core.handlers
    const refused = err({ kind: 'reconnect-required', accountId: account.id })
    expect(await sync.start({ accountId: account.id, feed: null, how: 'now' })).toEqual(refused)
    expect(await contacts.read({ accountId: account.id, externalId: '1' })).toEqual(refused)
    const restarted = await started.restart()
    expect(await countsOf(restarted)).toEqual(before)
    expect(await restarted.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' })).toEqual(
      refused,
    )
    expect(sandbox.requests.counts()).toEqual({})
    expect(valueOf(await restarted.handlers.accounts.list({}))[0]?.status).toBe('disconnected')
  })

  it('is found again by the same login, with its id and its data', async () => {
    const started = await openLoaded()
    const { accounts, signIn } = started.core.handlers
    valueOf(await accounts.disconnect({ accountId: started.account.id, data: 'keep', revokes: false }))
    const again = valueOf(await signIn.start(signInAt(hubspotId)))
    expect(again).toMatchObject({ id: started.account.id, status: 'connected' })
    expect(await eventsOf(started)).toEqual(['reconnected', 'disconnected', 'signed-in'])
    expect((await countsOf(started.core))['contact']).toBe(sizes.contacts)
  })

  it('can be wiped later', async () => {
    const started = await openLoaded()
    const { accounts } = started.core.handlers
    const accountId = started.account.id
    valueOf(await accounts.disconnect({ accountId, data: 'keep', revokes: false }))
    valueOf(await accounts.disconnect({ accountId, data: 'wipe', revokes: false }))
    expect([await accountsOf(started), await countsOf(started.core)]).toEqual([[], {}])
  })
})

describe('the end of a grant', () => {
  it.each([
    [hubspotId, 'done'],
    [notionId, 'done'],
    [airtableId, 'not-offered'],
  ] as const)('R42: is told to %s, as far as it can be told', async (providerId, revocation) => {
    const started = await startConnected({ sizes })
    const account = await connect(started.core, providerId)
    await settled(started.core)
    const { accounts } = started.core.handlers
    const outcome = await accounts.disconnect({ accountId: account.id, data: 'keep', revokes: true })
    expect(valueOf(outcome)).toEqual({ revocation })
    const word = revocation === 'done' ? 'revoked' : 'not-revoked'
    expect(await eventsOf(started)).toEqual(['disconnected', word, 'signed-in'])
    const told = Object.keys(started.sandbox.requests.counts()).filter((call) => call.includes('revoke'))
    expect(told).toHaveLength(revocation === 'done' ? 1 : 0)
  })

  it.each([
    ['cut', { drop: true }],
    ['503', { status: 503 }],
  ] as const)('R42: is the end here also when telling the provider ends with "%s"', async (_name, fault) => {
    const started = await openLoaded()
    started.sandbox.faults.add({ path: 'revoke', ...fault })
    const { accounts } = started.core.handlers
    const outcome = await accounts.disconnect({
      accountId: started.account.id,
      data: 'wipe',
      revokes: true,
    })
    expect(valueOf(outcome)).toEqual({ revocation: 'failed' })
    expect([await accountsOf(started), await countsOf(started.core)]).toEqual([[], {}])
  })
})

describe('an account that is wiped', () => {
  it('R42: is nowhere in the profile any more, not even for somebody who has the keys', async () => {
    const started = await openLoaded()
    const { account, core, sandbox, profile } = started
    const other = await connect(core, airtableId)
    await settled(core)
    sandbox.hubspot.grants.expireAccessTokens()
    valueOf(await core.handlers.contacts.read({ accountId: account.id, externalId: await aContact(started) }))
    const { items } = core.handlers
    const query = aQuery({ type: 'contact', accountId: account.id })
    const { rows } = valueOf(await items.list({ query, columns: [], offset: 0, limit: 100 }))
    const secrets = sandbox.hubspot.grants.issued().filter((secret) => secret.length > 20)
    const emails = rows.flatMap(({ email }) => (email === null ? [] : [email]))
    expect([secrets.length > 2, emails.length > 20]).toEqual([true, true])
    // Besides what is shown: ids, and how the index writes names.
    const folded = emails.map((email) => email.toLowerCase().slice(1, email.indexOf('@')))
    const canaries = [account.id, ...secrets, ...emails, ...folded.filter((text) => text.length > 6)]
    const before = await readableIn(started, account.id)
    expect(emails.some((email) => before.cache.includes(email))).toBe(true)
    expect(before.sealed.map((sealed) => before.vault.includes(Buffer.from(sealed)))).toEqual([true, true])

    valueOf(await core.handlers.accounts.disconnect({ accountId: account.id, data: 'wipe', revokes: true }))
    const after = await readableIn(started, account.id)
    for (const canary of canaries) {
      expect([canary, after.cache.includes(canary)]).toEqual([canary, false])
      expect([canary, after.vault.includes(canary)]).toEqual([canary, false])
    }
    for (const sealed of before.sealed) expect(after.vault.includes(Buffer.from(sealed))).toBe(false)
    expect([after.sealed, after.logs]).toEqual([[], 0])
    expect(await filesContaining(profile.folder, canaries)).toEqual([])
    for (const secret of secrets) expect(core.lines.join('\n')).not.toContain(secret)

    // The other account has lost nothing.
    expect((await accountsOf(started)).map(({ id }) => id)).toEqual([other.id])
    expect(Object.keys(await countsOf(core)).sort()).toEqual(['base', 'table'])
    const history = valueOf(await core.handlers.accounts.history({ accountId: null }))
    expect(history.map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ['wiped', null],
      ['signed-in', other.id],
    ])
    const restarted = await started.restart()
    expect(valueOf(await restarted.handlers.accounts.list({}))).toHaveLength(1)
    expect(valueOf(await restarted.handlers.sync.getStatus({}))).toHaveLength(1)
  })

  it('R42: leaves no copy that was set aside because it could not be read', async () => {
    const started = await openLoaded()
    const { account, core, profile } = started
    const [workspaceId = ''] = await readdir(path.join(profile.folder, 'workspaces'))
    const folder = path.join(profile.folder, 'workspaces', workspaceId)
    for (const end of ['', '-wal'])
      await writeFile(path.join(folder, `cache.db.corrupt-20260101T000000Z${end}`), 'x')
    valueOf(await core.handlers.accounts.disconnect({ accountId: account.id, data: 'wipe', revokes: false }))
    expect((await readdir(folder)).filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('R42: is in no history again when a refresh ends only after the wipe', async () => {
    const sent: string[] = []
    const started = await openLoaded((address, init) => {
      sent.push(new URL(address as string).pathname)
      return fetch(address, init)
    })
    const { account, core, sandbox } = started
    const externalId = await aContact(started)
    sandbox.hubspot.grants.expireAccessTokens()
    sandbox.requests.clear()
    const tokenPath = new URL(sandbox.endpoints.hubspot.token).pathname
    sandbox.faults.add({ method: 'POST', path: tokenPath, stallMs: 1_500, status: 503 })
    sent.length = 0
    const reading = core.handlers.contacts.read({ accountId: account.id, externalId })
    await expect.poll(() => sent).toContain(tokenPath)
    valueOf(await core.handlers.accounts.disconnect({ accountId: account.id, data: 'wipe', revokes: false }))
    await reading
    expect(sandbox.requests.counts()[`POST ${tokenPath}`]).toBe(1)
    const history = valueOf(await core.handlers.accounts.history({ accountId: null }))
    expect(history.map(({ kind, accountId }) => [kind, accountId])).toEqual([['wiped', null]])
  })

  it('R42: can be wiped again when a crash came in between', async () => {
    const started = await openLoaded()
    const { account, core } = started
    // The store process dies in the middle; nothing of the wipe is taken back, and the rest can be done.
    const wiping = core.handlers.accounts.disconnect({ accountId: account.id, data: 'wipe', revokes: false })
    setTimeout(() => void core.store().close(), 30)
    await wiping
    const restarted = await started.restart()
    const left = valueOf(await restarted.handlers.accounts.list({}))
    for (const { id } of left) {
      valueOf(await restarted.handlers.accounts.disconnect({ accountId: id, data: 'wipe', revokes: false }))
    }
    expect(valueOf(await restarted.handlers.accounts.list({}))).toEqual([])
    expect(await countsOf(restarted)).toEqual({})
    const { cache, vault } = await readableIn(started, account.id)
    for (const pages of [cache, vault]) expect(pages.includes(account.id)).toBe(false)
  })
})

async function aContact({ core }: Started): Promise<string> {
  const query = aQuery({ type: 'contact' })
  const { rows } = valueOf(await core.handlers.items.list({ query, columns: [], offset: 0, limit: 1 }))
  return rows[0]?.key.split(':').at(-1) ?? ''
}

interface Readable {
  readonly cache: Buffer
  readonly vault: Buffer
  /** The account's sealed records, as they lie in the vault. */
  readonly sealed: readonly Uint8Array[]
  /** Bytes in the logs beside both files. */
  readonly logs: number
}

/** What the key holder can read in both files. */
async function readableIn({ profile }: Started, accountId: AccountId): Promise<Readable> {
  const folder = temporaryFolder()
  const { key } = profile.masterKey
  const vaultFile = path.join(profile.folder, 'vault.db')
  const vaultKey = deriveKey(key, 'vault file')
  for (const end of ['', '-wal']) {
    const from = `${vaultFile}${end}`
    if (existsSync(from)) await copyFile(from, path.join(folder, `vault.db${end}`))
  }
  const store = storeInTest()
  store.ask('openVault', { file: path.join(folder, 'vault.db'), key: vaultKey })
  const sealed = (['account', 'grant', 'refresh-attempt'] as const).flatMap((kind) =>
    store.ask('listVaultRecords', { kind, workspaceId: null }).filter(({ id }) => id.includes(accountId)),
  )
  const opened = createVault(
    { call: async (method, input) => ok(store.ask(method, input)) },
    deriveKey(key, 'vault records'),
  )
  const keys = valueOf(await opened.list('workspace-key', null, z.object({ key: z.base64() })))
  store.ask('closeAll', {})

  const copy = path.join(folder, 'copy.db')
  const workspaces = path.join(profile.folder, 'workspaces')
  const [workspaceId = ''] = await readdir(workspaces)
  const cacheFile = path.join(workspaces, workspaceId, 'cache.db')
  const cacheKey = new Uint8Array(Buffer.from(keys.values[0]?.key ?? '', 'base64'))
  return {
    vault: plainPages(vaultFile, vaultKey, copy),
    cache: plainPages(cacheFile, cacheKey, copy),
    sealed: sealed.map((record) => record.sealed),
    logs: logBytes(vaultFile) + logBytes(cacheFile),
  }
}
