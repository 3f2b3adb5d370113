import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createUpdateInstaller } from '../../src/main/electron/updater.ts'
import type { Later } from '../../src/main/later.ts'
import { createUpdates, type Updates } from '../../src/main/updates/updates.ts'
import { preferencesSchema, type Preferences } from '../../src/shared/model/preferences.ts'
import { createRecordingLogger } from '../support/recording-logger.ts'
import {
  aReleaseKey,
  artifact,
  artifactPlace,
  feedName,
  newestPlace,
  publish,
  startReleaseServer,
  type ReleaseServer,
} from '../support/release-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const key = aReleaseKey()

interface World {
  readonly updates: Updates
  readonly server: ReleaseServer
  readonly appImage: string
  readonly folder: string
  readonly opened: string[]
  readonly timers: { run: () => void; afterMs: number }[]
  readonly set: (changes: Partial<Preferences>) => void
  quits: number
}

/** An AppImage of version 1.3.0 with the real electron-updater, as far as it needs no Electron. */
async function world(
  preferences: Partial<Preferences> = {},
  ending: string | null = '.AppImage',
): Promise<World> {
  const server = await startReleaseServer()
  const folder = temporaryFolder()
  const appImage = path.join(folder, 'Portolan.AppImage')
  writeFileSync(appImage, 'the older version')
  chmodSync(appImage, 0o755)
  writeFileSync(
    path.join(folder, 'app-update.yml'),
    'provider: custom\nupdaterCacheDirName: portolan-updater\n',
  )
  const before = process.env.APPIMAGE
  process.env.APPIMAGE = appImage
  onTestFinished(() => {
    if (before === undefined) delete process.env.APPIMAGE
    else process.env.APPIMAGE = before
  })
  let kept = preferencesSchema.parse(preferences)
  const { logger } = createRecordingLogger()
  const timers: World['timers'] = []
  const later: Later = (run, afterMs) => {
    timers.push({ run, afterMs })
    return () => undefined
  }
  const opened: string[] = []
  const made: World = {
    server,
    appImage,
    folder,
    opened,
    timers,
    quits: 0,
    set(changes) {
      kept = { ...kept, ...changes }
      made.updates.preferencesChanged()
    },
    updates: createUpdates({
      find: { fetch, source: server.source, publicKey: key.publicKey, current: '1.3.0', feed: feedName },
      ending,
      arch: 'x64',
      installer: createUpdateInstaller({
        logger,
        platform: 'linux',
        native: { once: vi.fn(), checkForUpdates: vi.fn(), quitAndInstall: vi.fn() },
        letAnotherStart: vi.fn(),
        adapter: {
          version: '1.3.0',
          name: 'Portolan',
          isPackaged: true,
          appUpdateConfigPath: path.join(folder, 'app-update.yml'),
          userDataPath: folder,
          baseCachePath: path.join(folder, 'cache'),
          whenReady: () => Promise.resolve(),
          relaunch: vi.fn(),
          quit: vi.fn(),
          onQuit: vi.fn(),
        },
      }),
      preferences: () => kept,
      logger,
      now: () => 5,
      later,
      onChanged: () => undefined,
      openPage: (url) => {
        opened.push(url)
        return Promise.resolve(true)
      },
      quit: () => {
        made.quits += 1
      },
    }),
  }
  return made
}

const reached = (updates: Updates, state: string) =>
  vi.waitFor(() => expect(updates.state().state).toBe(state), { timeout: 10_000 })

describe('an AppImage with a newer version', () => {
  it('R81: fetches it quietly, replaces itself when the app is quit, and not before', async () => {
    const { updates, server, appImage } = await world()
    publish(server, '1.4.0', key)
    await updates.check()
    await reached(updates, 'ready')
    expect(updates.state()).toMatchObject({ version: '1.4.0', notes: '- New: lists.\n', plan: 'on-quit' })
    expect(readFileSync(appImage, 'utf8')).toBe('the older version')
    expect(updates.isInstallDue()).toBe(true)
    expect(await updates.install()).toBeNull()
    expect(readFileSync(appImage).equals(artifact)).toBe(true)
  })

  it('R81: does not install a file that was changed after it was checked', async () => {
    const { updates, server, appImage, folder } = await world()
    publish(server, '1.4.0', key)
    await updates.check()
    await reached(updates, 'ready')
    const lies = path.join(folder, 'cache/portolan-updater/pending/portolan-1.4.0-linux-x86_64.AppImage')
    writeFileSync(lies, '#!/bin/sh\n# another program')
    expect(await updates.install()).toBeNull()
    expect(updates.state()).toEqual({ state: 'refused', reason: 'other-content' })
    expect(readFileSync(appImage, 'utf8')).toBe('the older version')
  })

  it.each([
    ['truncated', artifact.subarray(0, 50), 'truncated'],
    ['longer than it was signed', Buffer.concat([artifact, artifact]), 'longer'],
    ['another one', Buffer.alloc(artifact.byteLength, 'z'), 'other-content'],
  ])('R81: refuses a file that is %s, and keeps nothing of it', async (_what, content, reason) => {
    const { updates, server, folder } = await world()
    publish(server, '1.4.0', key)
    server.files.set(artifactPlace('1.4.0'), content)
    await updates.check()
    await reached(updates, 'refused')
    expect(updates.state()).toEqual({ state: 'refused', reason })
    expect(updates.isInstallDue()).toBe(false)
    expect(
      existsSync(path.join(folder, 'cache/portolan-updater/pending/portolan-1.4.0-linux-x86_64.AppImage')),
    ).toBe(false)
  })

  it('R81: fetches nothing that an unsigned or wrongly signed feed names', async () => {
    const { updates, server } = await world()
    publish(server, '1.4.0', aReleaseKey())
    await updates.check()
    expect(updates.state()).toEqual({ state: 'refused', reason: 'wrong-signature' })
    server.files.delete(`${newestPlace}${feedName}.sig`)
    await updates.check()
    expect(updates.state()).toEqual({ state: 'refused', reason: 'unsigned' })
    expect(server.asked()).not.toContain(artifactPlace('1.4.0'))
  })

  it('waits when somebody says later, and when updates are switched off', async () => {
    const { updates, server, set } = await world()
    publish(server, '1.4.0', key)
    await updates.check()
    await reached(updates, 'ready')
    expect(updates.plan('later')).toBe(true)
    expect(updates.isInstallDue()).toBe(false)
    expect(updates.plan('on-quit')).toBe(true)
    expect(updates.isInstallDue()).toBe(true)
    set({ updates: 'never' })
    expect(updates.isInstallDue()).toBe(false)
    set({ theme: 'dark' })
    expect(updates.isInstallDue()).toBe(false)
    set({ updates: 'on-quit' })
    expect(updates.isInstallDue()).toBe(true)
  })

  it('asks before anything is fetched where that is wanted', async () => {
    const made = await world({ updates: 'ask' })
    const { updates, server } = made
    publish(server, '1.4.0', key)
    expect(updates.download()).toBe(false)
    await updates.check()
    expect(updates.state()).toMatchObject({ state: 'available', bytes: artifact.byteLength })
    expect(server.asked()).not.toContain(artifactPlace('1.4.0'))
    expect(updates.restart()).toBe(false)
    expect(updates.download()).toBe(true)
    await reached(updates, 'ready')
    expect(updates.isInstallDue()).toBe(false)
    expect(updates.restart()).toBe(true)
    expect(made.quits).toBe(1)
    expect(updates.isInstallDue()).toBe(true)
  })
})

describe('looking for a newer version', () => {
  it('happens by itself after a while and again and again, and not where it is not wanted', async () => {
    const { updates, server, timers, set } = await world({ updates: 'never' })
    updates.begin()
    expect(timers.map(({ afterMs }) => afterMs)).toEqual([60_000])
    timers[0]?.run()
    expect(timers[1]?.afterMs).toBe(6 * 3_600_000)
    set({ updates: 'on-quit', workOffline: true })
    timers[1]?.run()
    expect(server.asked()).toEqual([])
    set({ workOffline: false })
    timers[2]?.run()
    await reached(updates, 'idle')
    expect(updates.state()).toEqual({ state: 'idle', checkedAtMs: 5 })
    expect(server.asked()).toEqual([`${newestPlace}${feedName}`])
  })

  it('is all that happens by itself on a metered network: what is found is downloaded when it is asked for', async () => {
    const { updates, server } = await world({ isMetered: true })
    publish(server, '1.4.0', key)
    await updates.check()
    expect(updates.state()).toMatchObject({ state: 'available', version: '1.4.0' })
    expect(server.asked().some((address) => address.includes('AppImage'))).toBe(false)
    expect(updates.download()).toBe(true)
    await reached(updates, 'ready')
  })

  it('only tells, and opens the page, where the system installs packages', async () => {
    const { updates, server, opened } = await world({}, null)
    publish(server, '1.4.0', key)
    expect(await updates.openPage()).toBe(false)
    await updates.check()
    expect(updates.state()).toMatchObject({ state: 'notify-only', version: '1.4.0' })
    expect(updates.isInstallDue()).toBe(false)
    expect(server.asked()).not.toContain(artifactPlace('1.4.0'))
    expect(await updates.openPage()).toBe(true)
    expect(opened).toEqual([`${server.source.base}tag/v1.4.0`])
  })
})
