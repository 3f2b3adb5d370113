import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { targetsWithoutDownloads } from './targets.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-targets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function programs(...names: string[]): Promise<string> {
  await mkdir(path.join(folder, 'bin'))
  for (const name of names) {
    await writeFile(path.join(folder, 'bin', name), '')
    await chmod(path.join(folder, 'bin', name), 0o755)
  }
  return path.join(folder, 'bin')
}

it('makes what the programs of this computer can make, and says why not the rest', async () => {
  const searchPath = await programs('dpkg-deb', '7za')
  const { targets, leftOut, env } = targetsWithoutDownloads({ platform: 'linux', searchPath })
  expect(targets).toEqual(['deb', 'tar.gz'])
  expect(env['ELECTRON_BUILDER_7ZIP_PATH']).toBe(path.join(searchPath, '7za'))
  expect(leftOut).toEqual([
    'rpm: rpmbuild is not there (Debian: the package rpm)',
    'AppImage: its tools come from GitHub',
    'dmg and zip for macOS, the installer and zip for Windows: made on those systems, by the release workflow',
  ])
})

it('makes only the folder where there is nothing to make packages with, and on other systems', async () => {
  const searchPath = await programs()
  expect(targetsWithoutDownloads({ platform: 'linux', searchPath }).targets).toEqual([])
  expect(targetsWithoutDownloads({ platform: 'darwin', searchPath }).targets).toEqual([])
})
