import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type ProtocolRequest, type ProtocolResponse } from 'electron'

const scheme = 'app'
const host = 'portolan'

/** The only origin whose pages may talk to main. */
export const appOrigin = `${scheme}://${host}`

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

/** Before `ready`, once: makes `app://` a secure standard scheme without the power to bypass a CSP. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** What a page may load: its own files, style with a nonce (emotion writes it), and no network at all. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/**
 * Serves the renderer's files. The files are listed once; a request names one of them or nothing, so no
 * path is ever joined from what a page asked for (R34). What is written into the page goes by the placeholders that
 * stand there (`__THEME__`): names of choices, never a text of somebody's. `served` is told what the page has got, `failed`
 * what could not be read.
 */
export function serveApp(
  folder: string,
  written: () => Readonly<Record<string, string>>,
  on: { readonly served: (name: string) => void; readonly failed: (thrown: unknown) => void },
): void {
  let listing: Promise<ReadonlyMap<string, string>> | null = null
  async function answer({ method, url }: ProtocolRequest): Promise<ProtocolResponse> {
    listing ??= listFiles(folder)
    const file = (await listing).get(requestedName(url))
    if (method !== 'GET') return refusal(405)
    if (file === undefined) return refusal(404)
    const content = await readFile(file)
    const extension = path.extname(file)
    const headers = {
      'content-type': contentTypes[extension] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    }
    if (extension !== '.html') return { data: content, headers }
    const nonce = randomBytes(16).toString('base64')
    const page = Object.entries({ ...written(), __STYLE_NONCE__: nonce }).reduce(
      (text, [placeholder, value]) => text.replaceAll(placeholder, value),
      content.toString('utf8'),
    )
    return {
      data: Buffer.from(page),
      headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce) },
    }
  }
  // `protocol.handle`, its successor, loads the whole of Node's fetch before the page's first byte and sends every file
  // through streams in JavaScript: a tenth of a second of each start (docs/adr/0037).
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor costs what is said above
  protocol.registerBufferProtocol(scheme, (request, callback) => {
    answer(request).then(
      (response) => {
        callback(response)
        on.served(requestedName(request.url))
      },
      (thrown: unknown) => {
        on.failed(thrown)
        callback({ error: netFailed })
      },
    )
  })
}

const refusal = (statusCode: number): ProtocolResponse => ({ statusCode, data: Buffer.alloc(0) })

/** Chromium's `net::ERR_FAILED`. */
const netFailed = -2

/** The name as the listing has it, or a name that no file has. Encoded characters occur in none of ours. */
function requestedName(url: string): string {
  const { prefix, rest } = splitOrigin(url)
  if (prefix !== appOrigin) return ''
  const name = rest.split(/[?#]/, 1)[0] ?? ''
  return name === '' || name === '/' ? '/index.html' : name
}

function splitOrigin(url: string): { prefix: string; rest: string } {
  return { prefix: url.slice(0, appOrigin.length), rest: url.slice(appOrigin.length) }
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name)
        return [`/${path.relative(folder, file).split(path.sep).join('/')}`, file]
      }),
  )
}
