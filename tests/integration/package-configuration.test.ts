import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { appScheme } from '../../src/main/oauth/redirect-address.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')

interface Target {
  readonly target: string
  readonly arch: readonly string[]
}

const config = parse(read('electron-builder.yml')) as {
  readonly appId: string
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly protocols: readonly { readonly schemes: readonly string[] }[]
  readonly linux: {
    readonly target: readonly string[]
    readonly icon: string
    readonly syncDesktopName: boolean
  }
  readonly deb: { readonly executableArgs: readonly string[] }
  readonly rpm: { readonly executableArgs: readonly string[] }
  readonly appImage: { readonly executableArgs: readonly string[] }
  readonly mac: {
    readonly target: readonly Target[]
    readonly hardenedRuntime: boolean
    readonly entitlements: string
    readonly icon: string
  }
  readonly win: { readonly target: readonly string[]; readonly icon: string }
  readonly nsis: { readonly perMachine: boolean; readonly deleteAppDataOnUninstall: boolean }
  readonly publish: unknown
}

describe('the configuration of the packages', () => {
  it('is what electron-builder takes, for all three systems', async () => {
    const quiet = { isEnabled: false } as never
    await expect(validateConfiguration(config as never, quiet)).resolves.toBeUndefined()
    const misspelt = { ...config, mac: { hardenedRuntyme: true } }
    await expect(validateConfiguration(misspelt as never, quiet)).rejects.toThrow('configuration.mac')
  })

  it('makes every kind of package that is promised', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb', 'rpm', 'tar.gz'])
    expect(config.mac.target).toEqual([
      { target: 'dmg', arch: ['universal'] },
      { target: 'zip', arch: ['universal'] },
    ])
    expect(config.win.target).toEqual(['nsis', 'zip'])
  })

  it('names every fuse, and those of E2 stand as they should', async () => {
    const schema = JSON.parse(read('node_modules/app-builder-lib/scheme.json')) as {
      definitions: { FuseOptionsV1: { properties: Readonly<Record<string, unknown>> } }
    }
    // Of all names one is no fuse, but what to do about a signature.
    const names = Object.keys(schema.definitions.FuseOptionsV1.properties).filter(
      (name) => name !== 'resetAdHocDarwinSignature',
    )
    expect(Object.keys(config.electronFuses).toSorted()).toEqual(names.toSorted())
    const on = Object.keys(config.electronFuses).filter((name) => config.electronFuses[name] === true)
    expect(on.toSorted()).toEqual(['enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar'])
  })

  it('registers the scheme that the app knows, and lets no link be read as a switch', () => {
    expect(config.protocols.flatMap(({ schemes }) => schemes)).toEqual([appScheme])
    expect(config.appId).toBe(appScheme)
    for (const { executableArgs } of [config.deb, config.rpm, config.appImage])
      expect(executableArgs).toEqual(['--'])
    expect(config.linux.syncDesktopName).toBe(true)
  })

  it('installs for one user on Windows, hardens the app on macOS, and leaves the data when it is removed', () => {
    expect(config.nsis.perMachine).toBe(false)
    expect(config.nsis.deleteAppDataOnUninstall).toBe(false)
    expect(config.mac.hardenedRuntime).toBe(true)
    const rights = read(config.mac.entitlements).match(/(?<=<key>)[^<]+/g)
    expect(rights).toEqual(['com.apple.security.cs.allow-jit'])
  })

  it('sends nothing anywhere by itself', () => {
    expect(config.publish).toBeNull()
  })
})

describe('the icons', () => {
  const pngWidth = (png: Buffer): number => png.readUInt32BE(16)

  it('are drawn from the one drawing as it is now (otherwise: node scripts/icons.mjs)', () => {
    const drawn = createHash('sha256').update(read('resources/icon.svg')).digest('hex')
    expect(read('resources/icon.svg.sha256').trim()).toBe(drawn)
  })

  it('have the sizes that each system asks for', async () => {
    const folder = path.join(root, config.linux.icon)
    for (const name of await readdir(folder)) {
      expect(`${pngWidth(await readFile(path.join(folder, name)))}`).toBe(/^(\d+)x\1\.png$/.exec(name)?.[1])
    }
    expect(await readdir(folder)).toContain('512x512.png')

    const ico = await readFile(path.join(root, config.win.icon))
    const inIco = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const offset = ico.readUInt32LE(6 + 16 * index + 12)
      return pngWidth(ico.subarray(offset))
    })
    expect(inIco).toEqual([16, 24, 32, 48, 64, 128, 256])

    const icns = await readFile(path.join(root, config.mac.icon))
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const inIcns: Record<string, number> = {}
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      inIcns[icns.toString('latin1', at, at + 4)] = pngWidth(icns.subarray(at + 8))
    }
    expect(inIcns).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      icp6: 64,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    })
  })
})
