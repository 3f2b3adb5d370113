import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { licenceProblems } from '../../scripts/packaging/licences.mjs'
import { filesInAsar, packagedApp } from '../support/packaged-app.ts'

const run = promisify(execFile)
const dist = path.resolve(import.meta.dirname, '../../dist')
const folder = path.dirname(packagedApp('as-shipped').resources)
const { resources } = packagedApp('as-shipped')

/** A package that was made, and how the system's own programs list the files in it. */
const listings: Readonly<Record<string, readonly string[]>> = {
  deb: ['dpkg-deb', '--fsys-tarfile'],
  rpm: ['rpm', '-qpl', '--nosignature'],
  gz: ['tar', '-tzf'],
}
const artifacts = readdirSync(dist).filter((name) => /\.(deb|rpm|tar\.gz)$/.test(name))

/** The program's files, from its own folder on. */
async function filesIn(artifact: string): Promise<string[]> {
  const [command = '', ...args] = listings[artifact.split('.').at(-1) ?? ''] ?? []
  const file = path.join(dist, artifact)
  const options = { maxBuffer: 10_000_000 }
  const { stdout } =
    command === 'dpkg-deb'
      ? await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$0" | tar -t', file], options)
      : await run(command, [...args, file], options)
  return (
    stdout
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith('/'))
      .map((line) => line.replace(/^\.?\/?(opt\/Portolan|portolan-[^/]+)\//, ''))
      .filter((line) => !/^\.?\/?usr\/share\//.test(line))
      .map((line) => line.replace(/^\.\//, ''))
      // tar does not always mark a folder as one.
      .filter((line, _, all) => !all.some((other) => other.startsWith(`${line}/`)))
      .toSorted()
  )
}

async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
}

async function isNative(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(4)
    await handle.read(head, 0, 4, 0)
    // ELF, Mach-O (of one and of more processors), PE.
    return (
      ['7f454c46', 'cffaedfe', 'cafebabe'].includes(head.toString('hex')) ||
      head.toString('latin1', 0, 2) === 'MZ'
    )
  } finally {
    await handle.close()
  }
}

describe('what is passed on', () => {
  it('R80: has no native file but Electron’s own and the driver of the store', async () => {
    const inElectron = await readdir(path.resolve(import.meta.dirname, '../../node_modules/electron/dist'))
    const native: string[] = []
    for (const file of await filesBelow(folder))
      if (await isNative(path.join(folder, file))) native.push(file)
    const unknown = native
      .map((file) => file.replaceAll(path.sep, '/'))
      .filter((file) => !inElectron.includes(file.replace(/^portolan(\.exe)?$/, 'electron$1')))
      .filter(
        (file) =>
          !/^resources\/(better_sqlite3\.node|app\.asar\.unpacked\/.*\/[a-z0-9]+-[a-z0-9]+\.node)$/.test(
            file,
          ),
      )
    expect(native.length).toBeGreaterThan(5)
    expect(unknown.filter(() => process.platform !== 'darwin')).toEqual([])
    const inAsar = await filesInAsar(path.join(resources, 'app.asar'))
    expect(inAsar.filter((file) => file.endsWith('.node')).length).toBe(process.platform === 'darwin' ? 2 : 1)
  })

  it('R80: has no map, no settings file, no key and nothing of the tests', async () => {
    const files = [...(await filesBelow(folder)), ...(await filesInAsar(path.join(resources, 'app.asar')))]
    const strange =
      /\.(map|tsx?|pem|key|p12|log|db)$|(^|\/)\.env|(^|\/)(tests?|fixtures|__tests__|test-support)\//
    expect(files.filter((file) => strange.test(file))).toEqual([])
    const archive = await readFile(path.join(resources, 'app.asar'), 'latin1')
    // As a key would be written down; the words alone stand in the code that reads one.
    expect(archive).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----\\?n?[A-Za-z0-9+/=]{40}/)
    expect(archive).not.toContain('sourceMappingURL=data:')
  })

  it('R80: names all its parts and their licences, of which none is unknown', async () => {
    const facts = JSON.parse(
      await readFile(path.join(resources, '../../../out/main/build-facts.json'), 'utf8'),
    ) as {
      licences: { name: string; version: string; licence: string; content: string }[]
    }
    expect(licenceProblems(facts.licences)).toEqual([])
    const text = await readFile(path.join(resources, 'licences.txt'), 'utf8')
    const parts = JSON.parse(await readFile(path.join(resources, 'sbom.cdx.json'), 'utf8')) as {
      bomFormat: string
      specVersion: string
      components: { name: string; version: string; purl: string; licenses?: unknown[] }[]
    }
    expect([parts.bomFormat, parts.specVersion]).toEqual(['CycloneDX', '1.5'])
    const listed = parts.components.map(({ name, version }) => `${name} ${version}`)
    for (const { name, version, licence } of facts.licences) {
      expect(text).toContain(`${name} ${version} (${licence})\n`)
      expect(listed).toContain(`${name} ${version}`)
    }
    expect(listed.filter((one) => one.startsWith('electron '))).toHaveLength(1)
    expect(listed.length).toBe(facts.licences.length + 1)
    expect(
      parts.components.filter(
        ({ purl, licenses = [] }) => !purl.startsWith('pkg:npm/') || licenses.length === 0,
      ),
    ).toEqual([])
    expect(await readFile(path.join(resources, 'LICENSE.portolan.txt'), 'utf8')).toContain('MIT License')
  })

  it.each(artifacts)('%s holds the files of the folder and no others', async (artifact) => {
    expect(await filesIn(artifact)).toEqual((await filesBelow(folder)).toSorted())
  })
})
