import type { SandboxReply } from '../exchange.ts'
import { escapeHtml, htmlPage } from '../html-page.ts'
import { PORTAL } from './portal.ts'
import { SCOPE_WORDS } from './scopes.ts'

type Consent = { appName: string; consentId: string; redirectUri: string; scopes: readonly string[] }

/** The page that asks whether the app may have what it wants. */
export function consentPage({ appName, consentId, redirectUri, scopes }: Consent): SandboxReply {
  const words: Record<string, string | undefined> = SCOPE_WORDS
  const rows = scopes.map(
    (scope) => `<li><span>${escapeHtml(words[scope] ?? scope)}</span><code>${escapeHtml(scope)}</code></li>`,
  )
  const body = `
    <p class="account"><span aria-hidden="true" class="mark">S</span><span>
      <strong>${escapeHtml(PORTAL.name)}</strong><br>${escapeHtml(PORTAL.user)} · ${PORTAL.hubId}</span></p>
    <h1>Connect ${escapeHtml(appName)} to your account</h1>
    <p>${escapeHtml(appName)} asks for permission to:</p>
    <ul>${rows.join('')}</ul>
    <form method="post" action="/oauth/authorize">
      <input type="hidden" name="consent" value="${escapeHtml(consentId)}">
      <button class="plain" type="submit" name="decision" value="deny">Cancel</button>
      <button type="submit" name="decision" value="approve">Connect app</button>
    </form>
    <p class="note">A local sandbox with made-up records. Nothing here reaches HubSpot.</p>`
  return htmlPage({ status: 200, title: `Connect ${appName}`, body: body, style: STYLE, redirectUri })
}

/** The page for a sign-in link that is wrong. It leads nowhere on purpose. */
export function refusalPage(problem: string): SandboxReply {
  return htmlPage({
    status: 400,
    title: 'Something is wrong with this link',
    body: `<h1>Something is wrong with this link</h1><p role="alert">${escapeHtml(problem)}</p>`,
    style: STYLE,
    redirectUri: null,
  })
}

/** The end of a sign-in that leads nowhere: no address, no form. */
export function endPage(title: string, sentence: string): SandboxReply {
  return htmlPage({
    status: 200,
    title: title,
    body: `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>`,
    style: STYLE,
    redirectUri: null,
  })
}

const STYLE = `
:root { color-scheme: light dark; --ink: #213343; --soft: #516f90; --line: #cbd6e2; --paper: #fff; --ground: #f5f8fa; --act: #b03a1e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eef4; --soft: #a9bccf; --line: #3d5166; --paper: #1c2733; --ground: #121a22; --act: #b8472b }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 560px; overflow-wrap: anywhere; padding: 32px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px }
h1 { margin: 20px 0 8px; font-size: 22px; line-height: 1.3 }
.account { display: flex; gap: 12px; align-items: center; margin: 0; color: var(--soft) }
.account strong { color: var(--ink) }
.mark { flex: none; width: 40px; height: 40px; border-radius: 50%; background: var(--act); color: #fff; display: grid; place-items: center; font-weight: 700; font-size: 18px }
ul { margin: 0 0 24px; padding: 0; list-style: none; border-top: 1px solid var(--line) }
li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; padding: 8px 0; border-bottom: 1px solid var(--line) }
code { color: var(--soft); font-size: 12px; line-height: 22px }
form { display: flex; justify-content: flex-end; gap: 12px }
button { min-height: 40px; padding: 8px 20px; border: 1px solid var(--act); border-radius: 4px; background: var(--act); color: #fff; font: inherit; font-weight: 600; cursor: pointer }
button.plain { background: transparent; border-color: var(--line); color: var(--ink) }
button:focus-visible { outline: 3px solid #4c9aff; outline-offset: 2px }
.note { margin: 24px 0 0; color: var(--soft); font-size: 13px }
`
