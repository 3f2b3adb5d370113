/** Where a request ended: at a page, or at an address of somebody else, which is not asked. */
export interface Arrival {
  readonly page: string | null
  readonly location: URL | null
}

export interface CookieBrowser {
  go(address: URL, init?: RequestInit): Promise<Arrival>
}

const mostRedirects = 10

/** Follows redirects as long as they stay at the same origin, with the cookies that it was given there. */
export function createCookieBrowser(): CookieBrowser {
  const cookies = new Map<string, string>()
  return {
    async go(start, init = {}) {
      let address = start
      let request: RequestInit = init
      for (let hop = 0; hop < mostRedirects; hop += 1) {
        const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
        const headers = cookie === '' ? {} : { cookie }
        const reply = await fetch(address, { ...request, headers, redirect: 'manual' })
        for (const set of reply.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          if (name !== undefined && value !== undefined) cookies.set(name, value)
        }
        const location = reply.headers.get('location')
        if (location === null) return { page: await reply.text(), location: null }
        await reply.body?.cancel()
        const next = new URL(location, address)
        if (next.origin !== start.origin) return { page: null, location: next }
        address = next
        request = { signal: init.signal ?? null }
      }
      throw new Error(`${start.href} redirects without end`)
    },
  }
}
