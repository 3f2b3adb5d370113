import type { Fetch } from '../../http/guarded-fetch.ts'

/**
 * Says yes on a sandbox's consent page, with everything ticked that can be ticked, and answers the address
 * that the browser would be led to. Throws when there is no such page.
 */
export async function approve(authorizationUrl: URL, send: Fetch): Promise<URL> {
  const page = await (await send(authorizationUrl.href)).text()
  const form = new URLSearchParams({ decision: 'approve' })
  for (const [input] of page.matchAll(/<input\b[^>]*>/g)) {
    const [, name = ''] = /\bname="([^"]*)"/.exec(input) ?? []
    const [, value = ''] = /\bvalue="([^"]*)"/.exec(input) ?? []
    if (name !== '') form.append(name, value)
  }
  const [, action = authorizationUrl.pathname] = /<form\b[^>]*\baction="([^"]+)"/.exec(page) ?? []
  const answered = await send(new URL(action, authorizationUrl).href, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const location = answered.headers.get('location')
  if (location === null) throw new Error(`No way back from ${authorizationUrl.href}: ${page.slice(0, 2_000)}`)
  return new URL(location)
}
