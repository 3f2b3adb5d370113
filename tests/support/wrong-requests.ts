/** The true answer to a sign-in, in parts. */
interface TrueAnswer {
  readonly callback: URL
  readonly path: string
  readonly query: string
  readonly host: string
}

/** Requests that are not the answer, though some have its very query: what is wrong, the status, and the bytes. */
export const wrongRequests: readonly [string, number, (at: TrueAnswer) => string][] = [
  ['another host', 400, ({ path, query }) => `GET ${path}${query} HTTP/1.1\r\nHost: evil.example\r\n\r\n`],
  [
    'the host with another port',
    400,
    ({ path, query }) => `GET ${path}${query} HTTP/1.1\r\nHost: localhost:1\r\n\r\n`,
  ],
  [
    'the address in place of the name',
    400,
    ({ path, query, callback }) => `GET ${path}${query} HTTP/1.1\r\nHost: 127.0.0.1:${callback.port}\r\n\r\n`,
  ],
  [
    'two hosts',
    400,
    ({ path, query, host }) => `GET ${path}${query} HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`,
  ],
  ['no host', 400, ({ path, query }) => `GET ${path}${query} HTTP/1.1\r\n\r\n`],
  ['no host, as long ago', 400, ({ path, query }) => `GET ${path}${query} HTTP/1.0\r\n\r\n`],
  [
    'POST',
    405,
    ({ path, query, host }) => `POST ${path}${query} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`,
  ],
  ['HEAD', 405, ({ path, query, host }) => `HEAD ${path}${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ['OPTIONS', 405, ({ path, query, host }) => `OPTIONS ${path}${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    'another path',
    404,
    ({ query, host }) => `GET /oauth/notion/callback${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  ['a longer path', 404, ({ path, query, host }) => `GET ${path}/${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    'a path that leads to the same one',
    404,
    ({ path, query, host }) => `GET /x/..${path}${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  [
    'the path with an encoded letter',
    404,
    ({ query, host }) => `GET /oauth/hubspot/%63allback${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  ['a whole address', 404, ({ callback, host }) => `GET ${callback.href} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ['the last page too early', 404, ({ host }) => `GET /portolan/answered HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ['no query', 400, ({ path, host }) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    'a parameter twice, whichever it is',
    400,
    ({ path, query, host }) => `GET ${path}${query}&x=1&x=2 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  [
    'a megabyte of head',
    431,
    ({ path, query, host }) =>
      `GET ${path}${query} HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`,
  ],
  [
    'a megabyte of address',
    431,
    ({ path, host }) => `GET ${path}?${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  ['noise', 400, () => '\u0016\u0003\u0001\u0000\r\n\r\n'],
]
