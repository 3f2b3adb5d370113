import type { OpenedPage, SignInPage, SignInTransport } from '../../src/main/oauth/transport.ts'
import { consentForm } from '../../src/main/providers/test-support/consent-form.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createCookieBrowser, type CookieBrowser } from './cookie-browser.ts'

/**
 * What the person does with the page: agrees, refuses, closes it, or `wait`: nothing at all.
 */
export type Consent = 'approve' | 'deny' | 'close' | 'wait'

export interface ScriptedBrowserOptions {
  /** A function is asked anew for every page. */
  readonly consent: Consent | (() => Consent)
  /** Called in place of the page's own `onCallback` when the browser is sent to the redirect address. */
  readonly deliver?: (callback: URL, page: SignInPage) => void
}

export interface ScriptedBrowser extends SignInTransport {
  /** The pages that were opened, the newest last. */
  readonly pages: readonly SignInPage[]
  /** The addresses that were opened, the newest last. */
  readonly links: readonly URL[]
}

/**
 * A sign-in without a window: fetches the authorize page of the sandbox, posts its form as a browser would
 * and hands over the address that it is redirected to. A page that cannot be used is closed.
 */
export function createScriptedBrowser(options: ScriptedBrowserOptions): ScriptedBrowser {
  const pages: SignInPage[] = []
  const links: URL[] = []
  const deliver = options.deliver ?? ((callback, page) => void page.onCallback(callback))

  async function act(page: SignInPage, link: URL, html: string, browser: CookieBrowser): Promise<void> {
    const consent = typeof options.consent === 'function' ? options.consent() : options.consent
    if (consent === 'wait') return
    const callback = consent === 'close' ? null : await submit(page, link, html, consent, browser)
    if (page.signal.aborted) return
    if (callback === null) page.onClosed()
    else deliver(callback, page)
  }

  return {
    pages,
    links,
    async open(page) {
      pages.push(page)
      const [redirectUri] = page.redirectUris
      if (redirectUri === undefined) throw new Error('no redirect address')
      const link = await page.authorizationUrl(redirectUri)
      const browser = createCookieBrowser()
      const opened = await load(link, page, browser)
      if (opened === null) return err({ kind: 'sign-in-unreachable', host: link.host })
      // Like a person, later: the caller has its opened page before anything happens on it.
      setImmediate(() => void act(page, link, opened, browser))
      links.push(link)
      return ok<OpenedPage>({
        link,
        openAgain: () => Promise.resolve(ok(null)),
        close: () => Promise.resolve(),
      })
    },
  }
}

/** What the person's browser is redirected to after the decision. Throws where the page leads nowhere. */
export async function consentAt(link: URL, decision: 'approve' | 'deny' = 'approve'): Promise<URL> {
  const page = { signal: AbortSignal.timeout(20_000) }
  const browser = createCookieBrowser()
  const html = await load(link, page, browser)
  const callback = html === null ? null : await submit(page, link, html, decision, browser)
  if (callback === null) throw new Error(`no way on from ${link.href}`)
  return callback
}

async function load(
  link: URL,
  { signal }: Pick<SignInPage, 'signal'>,
  browser: CookieBrowser,
): Promise<string | null> {
  try {
    const { page } = await browser.go(link, { signal })
    return page ?? ''
  } catch {
    // Nobody answers there, or the attempt is over: either way there is no page.
    return null
  }
}

/** The redirect address with the answer, or null where the form leads nowhere. */
async function submit(
  page: Pick<SignInPage, 'signal'>,
  link: URL,
  html: string,
  decision: 'approve' | 'deny',
  browser: CookieBrowser,
): Promise<URL | null> {
  const form = consentForm(html, decision)
  if (form === null) return null
  try {
    const { location } = await browser.go(new URL(form.action, link), {
      method: 'POST',
      body: form.body,
      signal: page.signal,
    })
    return location
  } catch {
    // As in load.
    return null
  }
}
