import { once } from 'node:events'
import type { KeyObject } from 'node:crypto'
import { connect, type AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { signatureOf } from '../../scripts/release/sign-feed.mjs'
import { issueCertificate, makeAuthority } from './certificate.ts'
import { startConnectProxy } from './connect-proxy.ts'
import { startLoopbackServer } from './loopback-server.ts'
import { artifactName, feedName, feedOf } from './release-server.ts'

const site = 'github.com'
/** Where GitHub keeps the files of releases. */
const fileHost = 'release-assets.githubusercontent.com'

export interface GitHubReleases {
  /** Leads to both hosts, and to nobody else. */
  readonly proxy: string
  /** Who vouches for both, as PEM. */
  readonly authority: string
  /** Host and path, without the query, of every request so far. */
  asked(): readonly string[]
  /** Makes this the newest release: an AppImage with that content, and a feed that the key signed. */
  publish(version: string, content: string, key: KeyObject): void
  close(): Promise<void>
}

/**
 * The releases of a repository as GitHub serves them, over https and with its redirects: to the release that is the newest,
 * and to where its files lie. On this computer, behind a proxy.
 *
 * @param repository `owner/name`
 */
export async function startGitHubReleases(repository: string): Promise<GitHubReleases> {
  const redirects = new Map<string, string>()
  const files = new Map<string, Buffer>()
  const asked: string[] = []
  const server = await startLoopbackServer(({ headers, target }, response) => {
    const place = `${headers.host}${target.split('?')[0]}`
    asked.push(place)
    const location = redirects.get(place)
    const file = files.get(place)
    if (location !== undefined) response.writeHead(302, { location }).end()
    else if (file !== undefined)
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file)
    else response.writeHead(404).end()
  })
  const authority = await makeAuthority('Made-up root')
  const certificate = await issueCertificate(authority, [
    'basicConstraints=CA:FALSE',
    'extendedKeyUsage=serverAuth',
    `subjectAltName=DNS:${site},DNS:${fileHost}`,
  ])
  const inside = Number(new URL(server.origin).port)
  const outside = createServer(certificate, (socket) => {
    const target = connect(inside, '127.0.0.1')
    target.on('error', () => socket.destroy())
    socket.on('error', () => target.destroy())
    socket.pipe(target).pipe(socket)
  })
  outside.listen(0, '127.0.0.1')
  await once(outside, 'listening')
  const { port } = outside.address() as AddressInfo
  const proxy = await startConnectProxy((host) => ([site, fileHost].includes(host) ? port : undefined))

  function put(version: string, name: string, content: string): void {
    const releases = `${site}/${repository}/releases`
    const ofVersion = `${releases}/download/v${version}/${name}`
    const lies = `${fileHost}/github-production-release-asset/1/${version}/${name}`
    redirects.set(`${releases}/latest/download/${name}`, `https://${ofVersion}`)
    redirects.set(ofVersion, `https://${lies}?sp=r&sig=made-up%2Bsignature`)
    files.set(lies, Buffer.from(content))
  }

  return {
    proxy: proxy.address,
    authority: authority.cert,
    asked: () => asked,
    publish(version, content, key) {
      const feed = feedOf(version, Buffer.from(content))
      put(version, artifactName(version), content)
      put(version, feedName, feed)
      put(version, `${feedName}.sig`, `${signatureOf(feedName, Buffer.from(feed), key)}\n`)
    },
    async close() {
      await proxy.close()
      await server.close()
      outside.close()
      await once(outside, 'close')
    },
  }
}
