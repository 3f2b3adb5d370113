import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aPassphrase } from '../support/backup-words.ts'
import { createProfile, eventually, valueOf, type Profile } from '../support/core-in-node.ts'
import { createDeferred } from '../support/deferred.ts'
import { fakeCipher } from '../support/fake-cipher.ts'
import { startProtectedCore, type ProtectedCoreInNode } from '../support/protected-core-in-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Every derivation from a passphrase takes a few tenths of a second on purpose, and longer beside other work.
vi.setConfig({ testTimeout: 90_000 })

const passphrase = 'Tramontana, 7 nudos'
const locked = { state: 'locked', reason: 'passphrase' }
const lockedError = { ok: false, error: { kind: 'vault-locked' } }

let profile: Profile
const running: ProtectedCoreInNode[] = []

beforeEach(async () => {
  profile = await createProfile()
})

afterEach(async () => {
  for (const one of running.splice(0)) await one.core.close()
  await profile.remove()
})

/** With a workspace open, under a passphrase. */
async function start(options: Parameters<typeof startProtectedCore>[2] = {}): Promise<ProtectedCoreInNode> {
  const cipher = fakeCipher()
  cipher.failure = 'weak'
  const app = startProtectedCore(profile, cipher, options)
  running.push(app)
  valueOf(await app.handlers.protection.choosePassphrase({ passphrase }))
  valueOf(await app.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  return app
}

const protectionOf = async ({ handlers }: ProtectedCoreInNode) =>
  valueOf(await handlers.app.getState({})).protection

const place = { scope: '', arrangement: { kind: 'place' as const, href: '/items?q=last' } }

describe('a lock', () => {
  it('15: closes everything, overwrites the key and gives it all back to the passphrase alone', async () => {
    const app = await start()
    const [core] = app.cores
    const { pid } = core!.store()
    valueOf(await app.handlers.protection.lock({}))
    expect(await protectionOf(app)).toEqual(locked)
    expect(await app.handlers.items.counts({})).toEqual(lockedError)
    expect(app.started[0]?.key).toEqual(new Uint8Array(32))
    await eventually(async () => !isRunning(pid))
    expect(await app.handlers.protection.unlock({ passphrase: 'another one altogether' })).toMatchObject({
      error: { kind: 'wrong-passphrase' },
    })
    expect(await protectionOf(app)).toEqual(locked)
    valueOf(await app.handlers.protection.unlock({ passphrase }))
    const { workspace } = valueOf(await app.handlers.app.getState({}))
    expect(workspace).toMatchObject({ user: 'Ana' })
  })

  it('15: keeps what the page writes while it goes away', async () => {
    const app = await start({ clearPage: () => app.handlers.arrangements.put(place) })
    valueOf(await app.handlers.protection.lock({}))
    expect(await app.handlers.arrangements.put(place)).toEqual(lockedError)
    valueOf(await app.handlers.protection.unlock({ passphrase }))
    expect(valueOf(await app.handlers.arrangements.get({ kind: 'place', scope: '' }))).toEqual(
      place.arrangement,
    )
  })

  it('15: waits for a file that is written when nobody asked for it, and not when somebody did', async () => {
    const chosen = createDeferred<string | null>()
    const file = path.join(temporaryFolder(), 'a.portolan-backup')
    const app = await start({ chooseSaveFile: () => chosen.promise })
    const begun = app.handlers.backups.start({ passphrase: aPassphrase, hasSignIns: false })
    chosen.resolve(file)
    expect(valueOf(await begun)).toEqual({ isBegun: true })
    await app.core.lock(true)
    expect(await protectionOf(app)).toMatchObject({ state: 'persisted' })
    await eventually(
      async () => valueOf(await app.handlers.backups.get({})).backup?.state !== 'running',
      60_000,
    )
    await app.core.lock(true)
    expect(await protectionOf(app)).toEqual(locked)
  })

  it('15: is refused where a key store would open it again without a question, and in a session', async () => {
    const byKeyStore = startProtectedCore(profile, fakeCipher())
    running.push(byKeyStore)
    expect(await byKeyStore.handlers.protection.lock({})).toMatchObject({
      error: { kind: 'invalid-request' },
    })
    await byKeyStore.core.lock(false)
    expect(await protectionOf(byKeyStore)).toMatchObject({ state: 'persisted', method: 'key-store' })
    expect(byKeyStore.started[0]?.key).not.toEqual(new Uint8Array(32))
  })

  it('15: that comes twice is one, and one that comes to a locked app does nothing', async () => {
    const app = await start()
    const both = await Promise.all([app.handlers.protection.lock({}), app.handlers.protection.lock({})])
    expect(both.map(({ ok }) => ok)).toEqual([true, true])
    await app.core.lock(false)
    expect(await protectionOf(app)).toEqual(locked)
    expect(app.started).toHaveLength(1)
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
