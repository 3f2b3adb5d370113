import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { publicKeyOf, signatureOf } from '../../scripts/release/sign-feed.mjs'
import type { ReleaseSource } from '../../src/main/updates/release-source.ts'
import { startLoopbackServer, type ReceivedRequest } from './loopback-server.ts'

/** What lies at a path: bytes, or somebody who answers. */
type Answer = string | Uint8Array | ((response: ServerResponse, request: ReceivedRequest) => void)

export interface ReleaseServer {
  readonly source: ReleaseSource
  /** By path below the origin. */
  readonly files: Map<string, Answer>
  readonly asked: () => readonly string[]
}

/** Serves releases as GitHub does, on this computer; closed when the test is over. */
export async function startReleaseServer(): Promise<ReleaseServer> {
  const files = new Map<string, Answer>()
  const server = await startLoopbackServer((request, response) => {
    const answer = files.get(request.target)
    if (answer === undefined) response.writeHead(404).end()
    else if (typeof answer === 'function') answer(response, request)
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer)
  })
  onTestFinished(() => server.close())
  return {
    source: { base: `${server.origin}/o/r/releases/`, hosts: [/^release-assets\.githubusercontent\.com$/] },
    files,
    asked: () => server.requests.map(({ target }) => target),
  }
}

export interface ReleaseKey {
  readonly privateKey: KeyObject
  /** As the app is built with it. */
  readonly publicKey: string
}

export function aReleaseKey(): ReleaseKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}

export const feedName = 'latest-linux.yml'
export const newestPlace = '/o/r/releases/latest/download/'
export const artifact = Buffer.from(`#!/bin/sh\n${'# the newer version\n'.repeat(5_000)}`)
export const artifactName = (version: string): string => `portolan-${version}-linux-x86_64.AppImage`
export const artifactPlace = (version: string): string =>
  `/o/r/releases/download/v${version}/${artifactName(version)}`

/** What electron-builder writes for one AppImage. */
export function feedOf(version: string, content: Uint8Array = artifact): string {
  const sha512 = createHash('sha512').update(content).digest('base64')
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${artifactName(version)}`,
    `    sha512: ${sha512}`,
    `    size: ${content.byteLength}`,
    '    blockMapSize: 120',
    `path: ${artifactName(version)}`,
    `sha512: ${sha512}`,
    `releaseDate: '2026-11-29T12:00:00.000Z'`,
    `releaseNotes: "- New: lists.\\n"`,
    '',
  ].join('\n')
}

/** Puts a signed release where the newest one lies. */
export function publish(
  server: ReleaseServer,
  version: string,
  key: ReleaseKey,
  feed = feedOf(version),
): void {
  for (const place of [newestPlace, `/o/r/releases/download/v${version}/`]) {
    server.files.set(`${place}${feedName}`, feed)
    server.files.set(
      `${place}${feedName}.sig`,
      `${signatureOf(feedName, Buffer.from(feed), key.privateKey)}\n`,
    )
  }
  server.files.set(artifactPlace(version), artifact)
}
