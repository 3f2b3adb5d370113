import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { appScheme } from '../../src/main/oauth/redirect-address.ts'

const run = promisify(execFile)
const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
const name = 'portolan'
const home = '/opt/Portolan'
const distFolder = path.resolve(import.meta.dirname, '../../dist')

export interface PlacedPackage {
  /** Whether the system's own package manager has it. */
  readonly isInstalled: boolean
  readonly executable: string
  /** Folders in which a session must look for its desktop entry, besides the usual. */
  readonly dataFolders: readonly string[]
  /** Puts another version in its place, as an update does. */
  replaceBy(deb: string): Promise<void>
  remove(): Promise<void>
}

/** The .deb that was made of the app as it is, or as another version; throws when there is none. */
export async function debOf(version?: string): Promise<string> {
  const folder = version === undefined ? distFolder : path.join(distFolder, version)
  const found = (await readdir(folder).catch(() => [])).find((file) => file.endsWith('.deb'))
  if (found === undefined) throw new Error(`no .deb was made in ${folder}`)
  return path.join(folder, found)
}

/**
 * Installs a package, where that harms nobody: as root, and where no Portolan was before. Elsewhere its files are only
 * unpacked into a folder, and the console says what is left out by that.
 */
export async function placePackage(deb: string): Promise<PlacedPackage> {
  const obstacle = await obstacleToInstalling()
  if (obstacle === null) return install(deb)
  console.log(
    `The package is unpacked and not installed, because ${obstacle}. Left out: apt, its dependencies, the scripts ` +
      "after installing and removing, and the system's list of programs.",
  )
  return unpack(deb)
}

async function obstacleToInstalling(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'you are not root'
  if (process.env['PORTOLAN_NO_APT'] === '1') return 'PORTOLAN_NO_APT is set'
  if (!existsSync('/usr/bin/apt-get')) return 'there is no apt-get'
  if ((await isKnown()) || existsSync(home)) return 'a Portolan is installed here already'
  return null
}

async function isKnown(): Promise<boolean> {
  const asked = run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name])
  return asked.then(
    ({ stdout }) => stdout !== 'not-installed',
    () => false,
  )
}

async function install(deb: string): Promise<PlacedPackage> {
  const apt = async (...args: string[]): Promise<void> => {
    await run('apt-get', ['-y', '-qq', ...args], { env: environment })
  }
  const put = (file: string): Promise<void> => apt('install', '--no-install-recommends', file)
  await put(deb)
  return {
    isInstalled: true,
    executable: `/usr/bin/${name}`,
    dataFolders: [],
    replaceBy: put,
    async remove() {
      if (await isKnown()) await apt('purge', name)
    },
  }
}

async function unpack(deb: string): Promise<PlacedPackage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-unpacked-'))
  await chmod(folder, 0o755)
  const dataFolder = path.join(folder, 'usr', 'share')
  async function put(file: string): Promise<void> {
    await rm(path.join(folder, 'opt'), { recursive: true, force: true })
    await run('dpkg-deb', ['-x', file, folder])
    await chmod(folder, 0o755)
    const applications = path.join(dataFolder, 'applications')
    const entry = path.join(applications, `${name}.desktop`)
    await writeFile(entry, (await readFile(entry, 'utf8')).replace(`Exec=${home}`, `Exec=${folder}${home}`))
    // What update-desktop-database would write.
    const cache = `[MIME Cache]\nx-scheme-handler/${appScheme}=${name}.desktop;\n`
    await writeFile(path.join(applications, 'mimeinfo.cache'), cache)
  }
  await put(deb)
  return {
    isInstalled: false,
    executable: path.join(folder, home, name),
    dataFolders: [dataFolder],
    replaceBy: put,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
