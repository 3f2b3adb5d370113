import { describe, expect, it } from 'vitest'
import { createSafeStorageCipher, type SafeStorageLike } from './safe-storage-cipher.ts'

const plain = new Uint8Array([1, 2, 3, 250])
const ready = Promise.resolve()

/** Seals by base64 behind a tag, the way Chromium tags what it seals. */
function syncStorage(tag: string): SafeStorageLike {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(tag + Buffer.from(text).toString('base64')),
    decryptString: (sealed) => Buffer.from(sealed.toString('utf8').slice(3), 'base64').toString('utf8'),
    getSelectedStorageBackend: () => 'gnome_libsecret',
  }
}

function asyncStorage(tag: string, shouldReEncrypt = false): SafeStorageLike {
  const sync = syncStorage(tag)
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => sync.encryptString!(text),
    decryptStringAsync: async (sealed) => ({ result: sync.decryptString!(sealed), shouldReEncrypt }),
  }
}

describe.each([
  ['the synchronous half of safeStorage', syncStorage],
  ['the asynchronous half of safeStorage', asyncStorage],
])('a cipher over %s', (_name, storage) => {
  it('opens what it sealed', async () => {
    const cipher = createSafeStorageCipher(storage('v11'), 'linux', ready)
    const sealed = await cipher.seal(plain)
    expect(sealed.ok && (await cipher.open(sealed.value))).toEqual({
      ok: true,
      value: { plain, shouldReseal: false },
    })
  })

  it('R19: refuses a v10 tag on Linux although encryption is said to be available', async () => {
    const cipher = createSafeStorageCipher(storage('v10'), 'linux', ready)
    expect(await cipher.seal(plain)).toEqual({ ok: false, error: 'weak' })
  })

  it('R19: opens nothing on Linux that has a v10 tag, although it could', async () => {
    const cipher = createSafeStorageCipher(storage('v11'), 'linux', ready)
    const sealed = await createSafeStorageCipher(storage('v10'), 'darwin', ready).seal(plain)
    expect(sealed.ok && (await cipher.open(sealed.value))).toEqual({ ok: false, error: 'weak' })
  })

  it('accepts a v10 tag on macOS, where it means the keychain', async () => {
    const cipher = createSafeStorageCipher(storage('v10'), 'darwin', ready)
    expect((await cipher.seal(plain)).ok).toBe(true)
  })
})

describe('a cipher', () => {
  it('says unavailable when there is no key store', async () => {
    const cipher = createSafeStorageCipher({ isEncryptionAvailable: () => false }, 'linux', ready)
    expect(await cipher.seal(plain)).toEqual({ ok: false, error: 'unavailable' })
    expect(await cipher.open(Buffer.from('v11abc'))).toEqual({ ok: false, error: 'unavailable' })
  })

  it.each<[string, SafeStorageLike]>([
    ['says that it is not available', { ...syncStorage('v11'), isEncryptionAvailable: () => false }],
    [
      'says so asynchronously',
      { ...asyncStorage('v11'), isAsyncEncryptionAvailable: () => Promise.resolve(false) },
    ],
    ['has neither half', { isEncryptionAvailable: () => true }],
    ['is not there at all', {}],
  ])('neither seals nor opens where the key store %s', async (_what, storage) => {
    const cipher = createSafeStorageCipher(storage, 'linux', ready)
    expect(await cipher.seal(plain)).toEqual({ ok: false, error: 'unavailable' })
    expect(await cipher.open(Buffer.from('v11abc'))).toEqual({ ok: false, error: 'unavailable' })
  })

  it('says unavailable where sealing fails, or the app never becomes ready', async () => {
    const refuse = (): never => {
      throw new Error('the key store is locked')
    }
    const refusing = createSafeStorageCipher({ ...syncStorage('v11'), encryptString: refuse }, 'linux', ready)
    expect(await refusing.seal(plain)).toEqual({ ok: false, error: 'unavailable' })
    const never = Promise.reject(new Error('the app ended'))
    const early = createSafeStorageCipher(syncStorage('v11'), 'linux', never)
    expect(await early.seal(plain)).toEqual({ ok: false, error: 'unavailable' })
    expect(await early.open(Buffer.from('v11abc'))).toEqual({ ok: false, error: 'unavailable' })
  })

  it('names the key store as Electron does, and elsewhere the system', () => {
    expect(createSafeStorageCipher(syncStorage('v11'), 'linux', ready).backend()).toBe('gnome_libsecret')
    expect(createSafeStorageCipher(asyncStorage('v11'), 'darwin', ready).backend()).toBe('darwin')
  })

  it('says unreadable when the key store refuses the bytes', async () => {
    const storage: SafeStorageLike = {
      ...syncStorage('v11'),
      decryptString: () => {
        throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
      },
    }
    const cipher = createSafeStorageCipher(storage, 'linux', ready)
    expect(await cipher.open(Buffer.from('v11abc'))).toEqual({ ok: false, error: 'unreadable' })
  })

  it('passes on that the key store wants the bytes sealed again', async () => {
    const cipher = createSafeStorageCipher(asyncStorage('v11', true), 'linux', ready)
    const sealed = await cipher.seal(plain)
    const opened = sealed.ok ? await cipher.open(sealed.value) : sealed
    expect(opened.ok && opened.value.shouldReseal).toBe(true)
  })

  it('R23: waits when it is asked before the app is ready, and never throws', async () => {
    let isReady = false
    let becomeReady = (): void => undefined
    const untilReady = new Promise<void>((resolve) => {
      becomeReady = () => {
        isReady = true
        resolve()
      }
    })
    const sync = syncStorage('v11')
    const early = (): never => {
      throw new Error('safeStorage cannot be used before app is ready')
    }
    const cipher = createSafeStorageCipher(
      {
        isEncryptionAvailable: () => isReady || early(),
        encryptString: (text) => (isReady ? sync.encryptString!(text) : early()),
        decryptString: (sealed) => (isReady ? sync.decryptString!(sealed) : early()),
      },
      'linux',
      untilReady,
    )
    const sealing = cipher.seal(plain)
    const opening = cipher.open(sync.encryptString!(Buffer.from(plain).toString('base64')))
    becomeReady()
    expect((await sealing).ok).toBe(true)
    expect(await opening).toEqual({ ok: true, value: { plain, shouldReseal: false } })
  })
})
