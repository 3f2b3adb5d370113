import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { signatureOf } from '../../scripts/release/sign-feed.mjs'
import { fetchArtifact } from '../../src/main/updates/fetch-release.ts'
import { findUpdate } from '../../src/main/updates/find-update.ts'
import { releaseAddress } from '../../src/main/updates/release-source.ts'
import type { FeedFile, SignedUpdate } from '../../src/main/updates/signed-feed.ts'
import {
  aReleaseKey,
  artifact,
  artifactName,
  artifactPlace,
  feedName,
  feedOf,
  newestPlace,
  publish,
  startReleaseServer,
  type ReleaseServer,
} from '../support/release-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const key = aReleaseKey()
const never = new AbortController().signal

/** A feed that was signed by whom it should be, over exactly these bytes. */
const signed = (feed: string, name = feedName): string => signatureOf(name, Buffer.from(feed), key.privateKey)

async function find(server: ReleaseServer, current = '1.3.0', channel: 'stable' | 'beta' = 'stable') {
  const { source } = server
  return findUpdate({ fetch, source, publicKey: key.publicKey, current, feed: feedName }, channel, never)
}

async function judged(feed: string | Uint8Array, signature: string | null, current?: string) {
  const server = await startReleaseServer()
  server.files.set(newestPlace + feedName, feed)
  if (signature !== null) server.files.set(`${newestPlace}${feedName}.sig`, signature)
  return find(server, current)
}

const refused = (error: string) => ({ ok: false, error })

describe('what tells of a newer version', () => {
  it('R81: is read when it is signed by the release key, and says file, length, hash and notes', async () => {
    const server = await startReleaseServer()
    publish(server, '1.4.0', key)
    const found = await find(server)
    expect(found).toMatchObject({
      ok: true,
      value: { version: '1.4.0', notes: '- New: lists.\n', files: [{ size: artifact.byteLength }] },
    })
    expect(server.asked()).toEqual([`${newestPlace}${feedName}`, `${newestPlace}${feedName}.sig`])
  })

  it('R81: unsigned, it is refused', async () => {
    expect(await judged(feedOf('1.4.0'), null)).toEqual(refused('unsigned'))
  })

  it.each([
    ['by another key', signatureOf(feedName, Buffer.from(feedOf('1.4.0')), aReleaseKey().privateKey)],
    ['for another system', signed(feedOf('1.4.0'), 'latest-mac.yml')],
    ['over another text', signed(feedOf('1.4.1'))],
    ['in no known form', 'AAAA'],
    ['not at all, with a file that is too long', 'A'.repeat(5_000)],
    ['with nothing', ''],
  ])('R81: signed %s, it is refused', async (_how, signature) => {
    expect(await judged(feedOf('1.4.0'), signature)).toEqual(refused('wrong-signature'))
  })

  it('R81: with any one bit flipped, in it or in its signature, it is refused', async () => {
    const server = await startReleaseServer()
    const bytes = Buffer.from(feedOf('1.4.0'))
    const signature = Buffer.from(signed(feedOf('1.4.0')), 'base64')
    for (let at = 0; at < 40; at += 1) {
      const flipped = Buffer.from(bytes)
      const place = (at * 37) % bytes.byteLength
      flipped.writeUInt8(flipped.readUInt8(place) ^ (1 << (at % 8)), place)
      server.files.set(newestPlace + feedName, flipped)
      server.files.set(`${newestPlace}${feedName}.sig`, signature.toString('base64'))
      expect(await find(server)).toEqual(refused('wrong-signature'))
    }
    server.files.set(newestPlace + feedName, bytes)
    for (let at = 0; at < 64; at += 7) {
      const flipped = Buffer.from(signature)
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
      server.files.set(`${newestPlace}${feedName}.sig`, flipped.toString('base64'))
      expect(await find(server)).toEqual(refused('wrong-signature'))
    }
  })

  it.each(['1.2.9', '1.3.0-beta.2', '0.9.0'])(
    'R81: offering the older %s, it is refused',
    async (version) => {
      expect(await judged(feedOf(version), signed(feedOf(version)))).toEqual(refused('older'))
    },
  )

  it('R81: offering what runs already, it is nothing new', async () => {
    expect(await judged(feedOf('1.3.0'), signed(feedOf('1.3.0')))).toEqual({ ok: true, value: null })
  })

  it('R81: beyond its length it is refused before anybody looks at the signature', async () => {
    const long = `${feedOf('1.4.0')}# ${'x'.repeat(70_000)}\n`
    expect(await judged(long, signed(long))).toEqual(refused('too-big'))
  })

  it('R81: without an end it is not read on', async () => {
    const server = await startReleaseServer()
    let isAllSent = false
    server.files.set(newestPlace + feedName, (response) => {
      response.writeHead(200)
      const send = (left: number): void => {
        if (response.destroyed) return
        if (left > 0) response.write(Buffer.alloc(1_000_000, 'x'), () => send(left - 1))
        else response.end(() => (isAllSent = true))
      }
      send(30)
    })
    expect(await find(server)).toEqual(refused('too-big'))
    expect(isAllSent).toBe(false)
  })

  it.each([
    ['no YAML', '\t: {[\n'],
    ['no text', Buffer.from([0xff, 0xfe, 0xc0])],
    ['nothing', ''],
    ['no version', feedOf('1.4.0').replace(/^version.*\n/, '')],
    ['a version that is none', feedOf('newest')],
    ['a path for a file', feedOf('1.4.0').replace(`url: ${artifactName('1.4.0')}`, 'url: ../../etc/passwd')],
    ['an address for a file', feedOf('1.4.0').replace(/url: .*/, 'url: https://evil.example/x.AppImage')],
    ['a file without a length', feedOf('1.4.0').replace(/ {4}size.*\n/, '')],
    ['a file without a hash', feedOf('1.4.0').replace(/ {4}sha512.*\n/, '')],
    ['references that grow', `a: &a [x]\nb: &b [*a,*a]\n${feedOf('1.4.0')}`],
    ['a length beyond every package', feedOf('1.4.0').replace(/size: .*/, 'size: 9000000000')],
  ])('R81: signed and with %s, it is refused', async (_what, feed) => {
    const bytes = Buffer.from(feed)
    expect(await judged(bytes, signatureOf(feedName, bytes, key.privateKey))).toEqual(refused('unreadable'))
  })

  it('R81: redirected to a host that is none of the releases, nobody asks there', async () => {
    const [server, elsewhere] = [await startReleaseServer(), await startReleaseServer()]
    publish(elsewhere, '1.4.0', key)
    const there = new URL(elsewhere.source.base).origin + newestPlace + feedName
    server.files.set(newestPlace + feedName, (response) => {
      response.writeHead(302, { location: there }).end()
    })
    expect(await find(server)).toEqual(refused('other-host'))
    expect(elsewhere.asked()).toEqual([])
  })

  it('follows redirects within the releases, and not for ever', async () => {
    const server = await startReleaseServer()
    publish(server, '1.4.0', key)
    const moved = '/o/r/releases/download/v1.4.0/'
    for (const name of [feedName, `${feedName}.sig`]) {
      server.files.set(newestPlace + name, (response) => {
        response.writeHead(302, { location: moved + name }).end()
      })
    }
    expect(await find(server)).toMatchObject({ ok: true, value: { version: '1.4.0' } })
    server.files.set(newestPlace + feedName, (response) => {
      response.writeHead(302, { location: newestPlace + feedName }).end()
    })
    expect(await find(server)).toEqual(refused('unreachable'))
  })

  it('says that nobody answered, and that there is none yet', async () => {
    const server = await startReleaseServer()
    expect(await find(server)).toEqual({ ok: true, value: null })
    server.files.set(newestPlace + feedName, (response) => {
      response.writeHead(503).end()
    })
    expect(await find(server)).toEqual(refused('unreachable'))
  })

  it('is that of the newest tag for who wants to try what comes next, and R81: signed all the same', async () => {
    const server = await startReleaseServer()
    const tags = ['1.3.0', '1.4.0-beta.9', '1.4.0-beta.10', 'x', '0.1.0'].map(
      (tag) => `<link rel="alternate" href="https://github.com/o/r/releases/tag/v${tag}"/>`,
    )
    server.files.set('/o/r/releases.atom', `<feed>${tags.join('\n')}</feed>`)
    publish(server, '1.4.0-beta.10', key)
    expect(await find(server, '1.3.0', 'beta')).toMatchObject({
      ok: true,
      value: { version: '1.4.0-beta.10' },
    })
    expect(await find(server, '1.3.0')).toEqual(refused('other-channel'))
    expect(await find(server, '1.4.0', 'beta')).toEqual({ ok: true, value: null })
    server.files.delete(`/o/r/releases/download/v1.4.0-beta.10/${feedName}.sig`)
    expect(await find(server, '1.3.0', 'beta')).toEqual(refused('unsigned'))
  })
})

describe('the file that a signed feed names', () => {
  async function fetched(answer: Parameters<ReleaseServer['files']['set']>[1]) {
    const server = await startReleaseServer()
    publish(server, '1.4.0', key)
    server.files.set(artifactPlace('1.4.0'), answer)
    const found = await find(server)
    if (!found.ok || found.value === null) throw new Error('nothing was found')
    const file = onlyFile(found.value)
    const target = path.join(temporaryFolder(), 'there')
    const seen: number[] = []
    const outcome = await fetchArtifact(
      { fetch, source: server.source },
      releaseAddress(server.source, '1.4.0', file.url),
      file,
      target,
      never,
      (percent) => seen.push(percent),
    )
    return { outcome, target, seen }
  }
  const onlyFile = ({ files: [file] }: SignedUpdate): FeedFile => {
    if (file === undefined) throw new Error('there is no file')
    return file
  }

  it('is there when all of it came', async () => {
    const { outcome, target, seen } = await fetched(artifact)
    expect(outcome).toEqual({ ok: true, value: null })
    expect(readFileSync(target).equals(artifact)).toBe(true)
    expect(seen.at(-1)).toBe(100)
  })

  it.each([
    ['shorter than it was signed', artifact.subarray(0, 60_000), 'truncated'],
    ['empty', '', 'truncated'],
    ['longer than it was signed', Buffer.concat([artifact, Buffer.from('x')]), 'longer'],
    ['another one of that length', Buffer.alloc(artifact.byteLength, 'y'), 'other-content'],
  ])('R81: is not kept when it is %s', async (_what, answer, reason) => {
    const { outcome, target } = await fetched(answer)
    expect(outcome).toEqual(refused(reason))
    expect(existsSync(target)).toBe(false)
  })

  it('R81: is not kept when the connection ends in the middle', async () => {
    const { outcome, target } = await fetched((response) => {
      response.writeHead(200, { 'content-length': artifact.byteLength })
      response.write(artifact.subarray(0, 60_000), () => response.destroy())
    })
    expect(outcome).toEqual(refused('unreachable'))
    expect(existsSync(target)).toBe(false)
  })

  it('R81: is not read on when it never ends', async () => {
    let sent = 0
    const { outcome } = await fetched((response) => {
      response.writeHead(200)
      const timer = setInterval(() => {
        sent += 65_536
        response.write(Buffer.alloc(65_536))
      }, 1)
      response.on('close', () => clearInterval(timer))
    })
    expect(outcome).toEqual(refused('longer'))
    expect(sent).toBeGreaterThan(artifact.byteLength)
  })

  it('R81: is not fetched from another host', async () => {
    const { outcome, target } = await fetched((response) => {
      response.writeHead(302, { location: 'http://127.0.0.2:9/x' }).end()
    })
    expect(outcome).toEqual(refused('other-host'))
    expect(existsSync(target)).toBe(false)
  })
})
