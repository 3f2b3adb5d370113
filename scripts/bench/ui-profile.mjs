/**
 * A profile of the app with many made-up items, protected by a passphrase: the app itself can open it on a computer
 * without a key store. Filling it takes minutes, so it is kept, by the versions of the schemas and the number of items.
 */
import fs from 'node:fs'
import path from 'node:path'
import { createAccountRecords } from '../../src/main/accounts/account-records.ts'
import { deriveKey } from '../../src/main/vault/master-key.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import { accountSchema } from '../../src/shared/model/account.ts'
import { cacheMigrations, outboxMigrations } from '../../src/store/migrations/steps.ts'
import { itemTypeSchema } from '../../src/shared/model/item-type.ts'
import { createProfile, valueOf } from '../../tests/support/core-in-node.ts'
import { fakeCipher } from '../../tests/support/fake-cipher.ts'
import { anAccountId } from '../../tests/support/made-up-items.ts'
import { startProtectedCore } from '../../tests/support/protected-core-in-node.ts'
import { person } from './made-up-people.mjs'
import { pageInput } from './page-input.mjs'

export const PASSPHRASE = 'a passphrase for the bench alone'
export const ORGANISATION = 'Bench'
const PAGE = 1_000

/** Makes the profile where there is none, and copies it to `target`, where the app may change it. */
export async function copyProfile(items, { keepIn, target }) {
  const version = `${cacheMigrations.length}-${outboxMigrations.length}`
  const kept = path.join(keepIn, `profile-${version}-${items}`)
  if (!fs.existsSync(kept)) {
    console.log(`bench: filling a profile with ${items} items once`)
    const filled = await fill(items)
    fs.cpSync(filled.folder, `${kept}.unfinished`, { recursive: true })
    fs.renameSync(`${kept}.unfinished`, kept)
    await filled.remove()
  }
  fs.cpSync(kept, target, { recursive: true, mode: fs.constants.COPYFILE_FICLONE })
}

async function fill(items) {
  const profile = await createProfile()
  const cipher = fakeCipher()
  cipher.failure = 'unavailable'
  const app = startProtectedCore(profile, cipher)
  valueOf(await app.handlers.protection.choosePassphrase({ passphrase: PASSPHRASE }))
  const { id } = valueOf(await app.handlers.workspaces.create({ user: 'Ana', organisation: ORGANISATION }))
  const core = app.cores.at(-1)
  await keepPausedAccount(app, core, id)
  const ask = async (method, input) => valueOf(await core.askStore(method, input))
  const feed = { accountId: anAccountId, feed: 'contact' }
  const type = itemTypeSchema.parse('contact')
  const { runId } = await ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
  for (let at = 0; at < items; at += PAGE) {
    const length = Math.min(PAGE, items - at)
    const page = Array.from({ length }, (_, n) => person(at + n, 0, { type }))
    await ask('applyPage', pageInput({ ...feed, runId }, page, at + length))
  }
  await ask('finishRun', { ...feed, runId, removesUnseen: false, nowMs: 1 })
  await app.core.close()
  return profile
}

/** Without an account the app begins with the connections; a paused one asks nobody for anything. */
async function keepPausedAccount(app, core, workspaceId) {
  const vault = createVault({ call: core.askStore }, deriveKey(app.started.at(-1).key, 'vault records'))
  const account = accountSchema.parse({
    id: anAccountId,
    providerId: 'hubspot',
    label: 'bench.example',
    externalId: '1',
    status: 'paused',
    scopes: [],
    uiOrigin: null,
    connectedAtMs: 1,
  })
  valueOf(await createAccountRecords(vault, () => workspaceId).put(account))
}
