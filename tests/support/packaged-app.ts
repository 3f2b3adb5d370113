import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'

const distFolder = path.resolve(import.meta.dirname, '../../dist')

export interface PackagedApp {
  readonly executable: string
  readonly resources: string
}

/**
 * Where `scripts/package.mjs --dir` puts the app: as users get it, or with `--test-build`, to which Playwright
 * can connect; `updatable` is such a one that trusts a release key (scripts/testing/updatable-build.mjs). Throws when it was
 * not packed.
 */
export function packagedApp(build: 'as-shipped' | 'test-build' | 'updatable'): PackagedApp {
  const output = build === 'as-shipped' ? distFolder : path.join(distFolder, build)
  const name = readdirSync(output).find((entry) => /^(linux|mac|win)/.test(entry))
  if (name === undefined) throw new Error(`nothing is packed in ${output}`)
  const folder = path.join(output, name)
  switch (process.platform) {
    case 'darwin': {
      const contents = path.join(folder, 'Portolan.app', 'Contents')
      return {
        executable: path.join(contents, 'MacOS', 'Portolan'),
        resources: path.join(contents, 'Resources'),
      }
    }
    case 'win32':
      return { executable: path.join(folder, 'Portolan.exe'), resources: path.join(folder, 'resources') }
    default:
      return { executable: path.join(folder, 'portolan'), resources: path.join(folder, 'resources') }
  }
}

/** What the updatable build trusts: the repository, as `owner/name`, and the private half of its release key. */
export async function releaseOfUpdatable(): Promise<{ repository: string; privateKey: KeyObject }> {
  const text = await readFile(path.join(distFolder, 'updatable', 'release.json'), 'utf8')
  const { repository, privateKey } = JSON.parse(text) as { repository: string; privateKey: string }
  const der = Buffer.from(privateKey, 'base64')
  return { repository, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
}

interface AsarEntry {
  readonly files?: Readonly<Record<string, AsarEntry>>
}

/**
 * The paths of the files in an asar archive, those that lie unpacked beside it included. The archive begins
 * with its index as JSON, whose length is the fourth number (github.com/electron/asar, "Format").
 */
export async function filesInAsar(archive: string): Promise<string[]> {
  const file = await open(archive)
  try {
    const head = Buffer.alloc(16)
    await file.read(head, 0, head.length, 0)
    const index = Buffer.alloc(head.readUInt32LE(12))
    await file.read(index, 0, index.length, 16)
    return pathsIn(JSON.parse(index.toString('utf8')) as AsarEntry)
  } finally {
    await file.close()
  }
}

function pathsIn({ files = {} }: AsarEntry): string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files === undefined ? [name] : pathsIn(entry).map((below) => `${name}/${below}`),
  )
}
