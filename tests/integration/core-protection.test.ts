import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contract } from '../../src/shared/ipc/contract.ts'
import { delayAfter } from '../../src/main/vault/protection-handlers.ts'
import { createProfile, valueOf, type Profile } from '../support/core-in-node.ts'
import { fakeCipher } from '../support/fake-cipher.ts'
import { startProtectedCore, type ProtectedCoreInNode } from '../support/protected-core-in-node.ts'

// Every derivation from a passphrase takes a few tenths of a second on purpose, and longer beside other work.
vi.setConfig({ testTimeout: 90_000 })

const passphrase = 'Tramontana, 7 nudos'
const names = { user: 'Ana', organisation: 'Acme' }

let profile: Profile
const running: ProtectedCoreInNode[] = []

beforeEach(async () => {
  profile = await createProfile()
})

afterEach(async () => {
  for (const one of running.splice(0)) await one.core.close()
  await profile.remove()
})

function start(cipher = fakeCipher(), options?: Parameters<typeof startProtectedCore>[2]) {
  const started = startProtectedCore(profile, cipher, options)
  running.push(started)
  return started
}

async function stop(one: ProtectedCoreInNode): Promise<void> {
  running.splice(running.indexOf(one), 1)
  await one.core.close()
}

function without(failure: 'weak' | 'unavailable' | 'unreadable') {
  const cipher = fakeCipher()
  cipher.failure = failure
  return cipher
}

const protectionOf = async ({ handlers }: ProtectedCoreInNode) =>
  valueOf(await handlers.app.getState({})).protection
const lockedError = { ok: false, error: { kind: 'vault-locked' } }

describe('while the user has the word', () => {
  it('answers how things stand, and every other endpoint at once with vault-locked', async () => {
    const app = start(without('weak'))
    expect(await protectionOf(app)).toEqual({ state: 'undecided', reason: 'weak-key-store' })
    expect(valueOf(await app.handlers.app.getState({}))).toMatchObject({ workspaces: [], workspace: null })
    expect(valueOf(await app.handlers.app.setPreferences({ theme: 'dark' })).theme).toBe('dark')
    expect(valueOf(await app.handlers.app.getState({})).preferences.theme).toBe('dark')
    expect((await app.handlers.app.reportProblem({ message: 'odd', stack: null })).ok).toBe(true)

    const open = new Set([
      'app.getState',
      'app.setPreferences',
      'app.dismissNotice',
      'app.reportProblem',
      ...Object.keys(contract.endpoints.protection).map((name) => `protection.${name}`),
    ])
    const handlers = app.handlers as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >
    for (const [domain, endpoints] of Object.entries(contract.endpoints)) {
      for (const name of Object.keys(endpoints)) {
        if (!open.has(`${domain}.${name}`)) expect(await handlers[domain]![name]!({})).toEqual(lockedError)
      }
    }
    expect(app.started).toEqual([])
    // R19: and nothing was written.
    expect(fs.readdirSync(profile.folder)).toEqual([])
  })

  it('waits for the core while it starts, and only then', async () => {
    let letGo = (): void => undefined
    const beforeCore = new Promise<void>((resolve) => (letGo = resolve))
    const app = start(fakeCipher(), { beforeCore })
    let isAnswered = false
    const answer = app.handlers.items.counts({}).then((result) => {
      isAnswered = true
      return result
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isAnswered).toBe(false)
    letGo()
    expect(await answer).toMatchObject({ ok: false, error: { kind: 'no-workspace' } })
  })

  it('can be closed', async () => {
    const app = start(without('weak'))
    await stop(app)
    expect(await app.handlers.protection.chooseSessionOnly({})).toEqual(lockedError)
    expect(app.started).toEqual([])
  })
})

describe('a passphrase', () => {
  it('opens the same vault again, and a wrong one changes nothing and waits longer each time', async () => {
    const first = start(without('unavailable'))
    expect((await first.handlers.protection.choosePassphrase({ passphrase })).ok).toBe(true)
    expect(first.events).toEqual(['appStateChanged', 'accountsChanged', 'itemsChanged'])
    const workspace = valueOf(await first.handlers.workspaces.create(names))
    await stop(first)

    const second = start(without('unavailable'))
    expect(await protectionOf(second)).toEqual({ state: 'locked', reason: 'passphrase' })
    const before = fs.readFileSync(path.join(profile.folder, 'master-key.json'))
    // Side by side they still come one after another, each after a longer wait.
    const wrong = ['a wrong one', 'another wrong one', 'a third wrong one']
    const answers = wrong.map((one) => second.handlers.protection.unlock({ passphrase: one }))
    for (const answer of answers) {
      expect(await answer).toEqual({ ok: false, error: { kind: 'wrong-passphrase' } })
    }
    expect(second.waits).toEqual([500, 1_000, 2_000])
    expect(fs.readFileSync(path.join(profile.folder, 'master-key.json'))).toEqual(before)
    expect((await second.handlers.protection.unlock({ passphrase })).ok).toBe(true)
    expect(valueOf(await second.handlers.app.getState({})).workspace).toEqual(workspace)
    expect(await protectionOf(second)).toEqual({ state: 'persisted', method: 'passphrase', backend: '' })
  })

  it('that is too short is not taken, and nothing is written', async () => {
    const app = start(without('unavailable'))
    const answer = await app.handlers.protection.choosePassphrase({ passphrase: 'eleven char' })
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    expect(fs.readdirSync(profile.folder)).toEqual([])
  })

  it('is waited for at most ten seconds, however often it was wrong', () => {
    expect([0, 1, 2, 3, 6, 50].map(delayAfter)).toEqual([0, 500, 1_000, 2_000, 10_000, 10_000])
  })
})

describe('a key that does not open', () => {
  it('R20: opens the same data when the key store answers again, in the same session', async () => {
    const cipher = fakeCipher()
    const first = start(cipher)
    const workspace = valueOf(await first.handlers.workspaces.create(names))
    await stop(first)
    const before = fs.readFileSync(path.join(profile.folder, 'master-key.json'))

    cipher.failure = 'unavailable'
    const second = start(cipher)
    expect(await protectionOf(second)).toEqual({ state: 'locked', reason: 'key-locked' })
    expect(await second.handlers.protection.retry({})).toEqual({
      ok: false,
      error: { kind: 'vault-unavailable' },
    })
    cipher.failure = null
    expect((await second.handlers.protection.retry({})).ok).toBe(true)
    expect(valueOf(await second.handlers.app.getState({})).workspace).toEqual(workspace)
    expect(fs.readFileSync(path.join(profile.folder, 'master-key.json'))).toEqual(before)
  })

  it("R21: is kept at the user's word to go on without it", async () => {
    const cipher = fakeCipher()
    const first = start(cipher)
    await first.handlers.workspaces.create(names)
    await stop(first)
    const before = fs.readFileSync(path.join(profile.folder, 'master-key.json'))
    cipher.failure = 'unreadable'
    const second = start(cipher)
    // Until then nothing is opened, and least of all made anew.
    expect(await protectionOf(second)).toEqual({ state: 'locked', reason: 'key-unreadable' })
    expect(second.started).toEqual([])
    expect((await second.handlers.protection.chooseSessionOnly({})).ok).toBe(true)
    expect(await protectionOf(second)).toEqual({ state: 'session-only', reason: 'key-unreadable' })
    expect(fs.readFileSync(path.join(profile.folder, 'master-key.json'))).toEqual(before)
  })
})

describe('a new key', () => {
  it.each(['key-store', 'passphrase'] as const)('keeps everything: %s', async (method) => {
    const app = start(method === 'key-store' ? fakeCipher() : without('unavailable'))
    if (method === 'passphrase') await app.handlers.protection.choosePassphrase({ passphrase })
    const workspace = valueOf(await app.handlers.workspaces.create(names))
    const given = { passphrase: method === 'passphrase' ? passphrase : null }
    if (method === 'passphrase') {
      const wrong = await app.handlers.protection.rotateKey({ passphrase: 'a wrong one' })
      expect(wrong).toEqual({ ok: false, error: { kind: 'wrong-passphrase' } })
      expect(app.started).toHaveLength(1)
    }
    const rotating = app.handlers.protection.rotateKey(given)
    // What is asked meanwhile waits for the core that comes.
    const asked = app.handlers.app.getState({})
    expect(valueOf(await rotating)).toEqual({})
    expect(valueOf(await asked).workspace).toEqual(workspace)
    expect(app.started).toHaveLength(2)
    expect(app.started[1]?.key).not.toEqual(app.started[0]?.key)
    expect(valueOf(await app.handlers.app.getState({})).workspaces).toEqual([workspace])
  })

  it('is refused where nothing is kept, and where the wrong thing is offered', async () => {
    const kept = start(fakeCipher())
    expect((await kept.handlers.protection.rotateKey({ passphrase })).ok).toBe(false)
    expect((await kept.handlers.protection.changePassphrase({ current: 'a', next: passphrase })).ok).toBe(
      false,
    )
    expect(kept.started).toHaveLength(1)
  })

  it('leaves the old one in force when there is no room for it', async () => {
    const app = start(fakeCipher())
    const workspace = valueOf(await app.handlers.workspaces.create(names))
    // A folder where the copy belongs stands for a disk that refuses it.
    fs.mkdirSync(path.join(profile.folder, 'vault.db.next', 'in the way'), { recursive: true })
    expect((await app.handlers.protection.rotateKey({ passphrase: null })).ok).toBe(false)
    expect(app.started).toHaveLength(2)
    expect(app.started[1]?.key).toEqual(app.started[0]?.key)
    expect(valueOf(await app.handlers.app.getState({})).workspace).toEqual(workspace)
  })
})
