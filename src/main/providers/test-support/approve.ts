import type { Fetch } from '../../http/guarded-fetch.ts'
import { consentForm } from './consent-form.ts'

/**
 * Says yes on a sandbox's consent page and answers the address that the browser would be led to. Throws when
 * there is no such page.
 */
export async function approve(authorizationUrl: URL, send: Fetch): Promise<URL> {
  const page = await (await send(authorizationUrl.href)).text()
  const form = consentForm(page, 'approve')
  if (form === null) throw new Error(`No form at ${authorizationUrl.href}: ${page.slice(0, 2_000)}`)
  const answered = await send(new URL(form.action, authorizationUrl).href, {
    method: 'POST',
    body: form.body,
    redirect: 'manual',
  })
  const location = answered.headers.get('location')
  if (location === null) throw new Error(`No way back from ${authorizationUrl.href}: ${page.slice(0, 2_000)}`)
  return new URL(location)
}
