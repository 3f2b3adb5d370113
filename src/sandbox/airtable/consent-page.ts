import type { SandboxReply } from '../exchange.ts'
import { escapeHtml, htmlPage } from '../html-page.ts'
import { USER } from './account.ts'
import { SCOPE_WORDS } from './scopes.ts'

export type ListedBase = { id: string; name: string }
type ConsentQuestion = {
  appName: string
  consentId: string
  redirectUri: string
  scopes: readonly string[]
  bases: readonly ListedBase[]
}

/** More would make the page slow to use; what is left out is one box. */
export const LISTED_BASES = 40

/** The page that asks which bases the integration may use. It works without script. */
export function consentPage({
  appName,
  consentId,
  redirectUri,
  scopes,
  bases,
}: ConsentQuestion): SandboxReply {
  const words: Record<string, string | undefined> = SCOPE_WORDS
  const rows = scopes.map(
    (scope) => `<li><span>${escapeHtml(words[scope] ?? scope)}</span><code>${escapeHtml(scope)}</code></li>`,
  )
  const boxes = bases.slice(0, LISTED_BASES).map(({ id, name }) => box(id, name))
  if (bases.length === 0) boxes.push(box('*', 'All current and future bases'))
  if (bases.length > LISTED_BASES)
    boxes.push(box('*', `${bases.length - LISTED_BASES} more, and all future bases`))
  const body = `
    <p class="account"><span aria-hidden="true" class="mark">A</span><span>
      <strong>Sample Airtable workspace</strong><br>${escapeHtml(USER.name)} · ${escapeHtml(USER.email)}</span></p>
    <h1>Give ${escapeHtml(appName)} access to your bases</h1>
    <form method="post" action="/oauth2/v1/authorize">
      <input type="hidden" name="consent" value="${escapeHtml(consentId)}">
      <input type="hidden" name="choice" value="bases">
      <fieldset><legend>Bases</legend>${boxes.join('')}</fieldset>
      <p>${escapeHtml(appName)} will be able to:</p>
      <ul>${rows.join('')}</ul>
      <div class="acts">
        <button class="plain" type="submit" name="decision" value="deny">Cancel</button>
        <button type="submit" name="decision" value="approve">Grant access</button>
      </div>
    </form>
    <p class="note">A local sandbox with made-up records. Nothing here reaches Airtable.</p>`
  return htmlPage({ status: 200, title: `Grant access to ${appName}`, body: body, style: STYLE, redirectUri })
}

/** The page for a sign-in link that is wrong. It leads nowhere on purpose. */
export function refusalPage(problem: string): SandboxReply {
  const body = `<h1>The authorization request is invalid</h1><p role="alert">${escapeHtml(problem)}</p>`
  return htmlPage({
    status: 400,
    title: 'The authorization request is invalid',
    body: body,
    style: STYLE,
    redirectUri: null,
  })
}

function box(value: string, label: string): string {
  return `<label><input type="checkbox" name="base" value="${escapeHtml(value)}" checked> <bdi>${escapeHtml(label)}</bdi></label>`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1f25; --soft: #5c6270; --line: #d5d8de; --paper: #fff; --ground: #f5f6f8; --act: #1b61c9 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceef2; --soft: #b0b6c3; --line: #444a57; --paper: #1f232b; --ground: #14171c; --act: #2d6fd2 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 560px; overflow-wrap: anywhere; padding: 32px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px }
h1 { margin: 20px 0 8px; font-size: 22px; line-height: 1.3 }
.account { display: flex; gap: 12px; align-items: center; margin: 0; color: var(--soft) }
.account strong { color: var(--ink) }
.mark { flex: none; width: 40px; height: 40px; border-radius: 8px; background: var(--act); color: #fff; display: grid; place-items: center; font-weight: 700; font-size: 18px }
fieldset { margin: 16px 0; padding: 8px 16px; border: 1px solid var(--line); border-radius: 4px }
label { display: block; padding: 4px 0 }
ul { margin: 0 0 24px; padding: 0; list-style: none; border-top: 1px solid var(--line) }
li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; padding: 8px 0; border-bottom: 1px solid var(--line) }
code { color: var(--soft); font-size: 12px; line-height: 22px }
.acts { display: flex; justify-content: flex-end; gap: 12px }
button { min-height: 40px; padding: 8px 20px; border: 1px solid var(--act); border-radius: 4px; background: var(--act); color: #fff; font: inherit; font-weight: 600; cursor: pointer }
button.plain { background: transparent; border-color: var(--line); color: var(--ink) }
button:focus-visible, input:focus-visible { outline: 3px solid #4c9aff; outline-offset: 2px }
.note { margin: 24px 0 0; color: var(--soft); font-size: 13px }
`
