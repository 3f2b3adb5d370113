import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readSignedFeed } from '../../src/main/updates/signed-feed.ts'
import { publisherProblem, releaseFacts } from '../packaging/release-facts.mjs'
import { publicKeyOf, signFeeds } from './sign-feed.mjs'

const { privateKey: pair } = generateKeyPairSync('ed25519')
const privateKey = pair.export({ format: 'der', type: 'pkcs8' }).toString('base64')
const publicKey = publicKeyOf(pair)
const written = [
  'version: 1.4.0',
  'files:',
  '  - url: portolan-1.4.0-linux-x86_64.AppImage',
  `    sha512: ${'A'.repeat(86)}==`,
  '    size: 3',
  '',
].join('\n')

async function release(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-sign-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(path.join(folder, 'latest-linux.yml'), written)
  await writeFile(path.join(folder, 'SHA256SUMS'), '')
  return folder
}

describe('signing what tells of a version', () => {
  it('adds notes of any kind, and the app reads them', async () => {
    const folder = await release()
    const notes = '- "New": <b>x</b>\n- `a: b` # c \u2028 \\ end'
    expect(signFeeds({ folder, notes, privateKey, publicKey })).toEqual([])
    const name = 'latest-linux.yml'
    const bytes = await readFile(path.join(folder, name))
    const signature = await readFile(path.join(folder, `${name}.sig`))
    const read = await readSignedFeed({
      name,
      bytes,
      signature,
      publicKey,
      current: '1.3.0',
      channel: 'stable',
    })
    expect(read).toMatchObject({ ok: true, value: { version: '1.4.0', notes } })
  })

  it('R81: signs with no key but the one that the packages know', async () => {
    const folder = await release()
    const other = publicKeyOf(generateKeyPairSync('ed25519').privateKey)
    const wrong = [
      { privateKey, publicKey: other },
      { privateKey, publicKey: '' },
      { privateKey: '', publicKey },
    ]
    for (const keys of wrong) expect(signFeeds({ folder, notes: '', ...keys })).toHaveLength(1)
    expect(await readFile(path.join(folder, 'latest-linux.yml'), 'utf8')).toBe(written)
    expect(signFeeds({ folder, notes: '', privateKey: '', publicKey: '' })).toEqual([])
  })
})

describe('what a build knows of its updates', () => {
  const env = { UPDATE_PUBLIC_KEY: 'k', GITHUB_REPOSITORY: 'o/r' }
  const none = { publicKey: '', repository: '' }

  it('R81: is nothing without a key, and nothing where nobody signed the package itself', () => {
    expect(releaseFacts({}, 'linux')).toEqual(none)
    expect(releaseFacts({ GITHUB_REPOSITORY: 'o/r' }, 'linux')).toEqual(none)
    expect(releaseFacts(env, 'win32')).toEqual(none)
    expect(releaseFacts({ ...env, CSC_LINK: '' }, 'darwin')).toEqual(none)
  })

  it('R81: stops the packing of a signed package for Windows that names no publisher', () => {
    const file = 'provider: github\nowner: o\n'
    expect(publisherProblem(file)).toContain('names no publisher')
    expect(publisherProblem(`${file}publisherName:\n`)).toContain('names no publisher')
    expect(publisherProblem(`${file}publisherName:\n  - The Portolan authors\n`)).toBeNull()
    expect(publisherProblem(`${file}publisherName: The Portolan authors\n`)).toBeNull()
  })

  it('is whose key and which repository elsewhere', () => {
    const facts = { publicKey: 'k', repository: 'o/r' }
    expect(releaseFacts(env, 'linux')).toEqual(facts)
    expect(releaseFacts({ ...env, WIN_CSC_LINK: 'x' }, 'win32')).toEqual(facts)
    expect(releaseFacts({ ...env, CSC_LINK: 'x' }, 'darwin')).toEqual(facts)
  })
})
