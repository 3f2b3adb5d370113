import { describe, expect, it } from 'vitest'
import { fileFor, packageKind } from './package-kind.ts'

const origin = { platform: 'linux', arch: 'x64', appImage: undefined, hasUninstaller: false } as const
const files = (...names: string[]) => names.map((url) => ({ url, sha512: '', size: 1 }))

describe('how a package is updated', () => {
  it('is by itself where it is an AppImage, installed on Windows, or on macOS', () => {
    expect(packageKind({ ...origin, appImage: '/home/ada/Portolan.AppImage' })).toEqual({
      feed: 'latest-linux.yml',
      ending: '.AppImage',
    })
    expect(packageKind({ ...origin, platform: 'win32', hasUninstaller: true }).ending).toBe('.exe')
    expect(packageKind({ ...origin, platform: 'darwin' })).toEqual({ feed: 'latest-mac.yml', ending: '.zip' })
  })

  it('is by hand where the package manager or an unpacked archive has it', () => {
    expect(packageKind(origin).ending).toBeNull()
    expect(packageKind({ ...origin, platform: 'win32' })).toEqual({ feed: 'latest.yml', ending: null })
    expect(packageKind({ ...origin, arch: 'arm64' }).feed).toBe('latest-linux-arm64.yml')
  })

  it('takes the file for its processor, and none rather than another one', () => {
    const both = files('p-1-win-x64.exe', 'p-1-win-arm64.exe', 'p-1-mac-universal.zip')
    expect(fileFor(both, '.exe', 'arm64')?.url).toBe('p-1-win-arm64.exe')
    expect(fileFor(both, '.exe', 'ia32')).toBeNull()
    expect(fileFor(both, '.zip', 'arm64')?.url).toBe('p-1-mac-universal.zip')
    expect(fileFor(both, '.AppImage', 'x64')).toBeNull()
    const images = files('p-1-linux-arm64.AppImage', 'p-1-linux-x86_64.AppImage')
    expect(fileFor(images, '.AppImage', 'x64')?.url).toBe('p-1-linux-x86_64.AppImage')
  })
})
