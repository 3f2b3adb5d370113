import type { SandboxReply } from '../exchange.ts'
import { escapeHtml, htmlPage } from '../html-page.ts'
import { WORKSPACE } from './workspace.ts'

export type PickerPage = { id: string; title: string; isSelected: boolean }

type Consent = {
  appName: string
  consentId: string
  redirectUri: string
  pages: readonly PickerPage[]
  /** What was wrong with the answer before. */
  problem: string | undefined
}

/** The page that asks which pages the app may see: what Notion asks in two steps, on one page. */
export function consentPage({ appName, consentId, redirectUri, pages, problem }: Consent): SandboxReply {
  const rows = pages.map(
    ({ id, title, isSelected }) =>
      `<li><label><input type="checkbox" name="page" value="${escapeHtml(id)}"${isSelected ? ' checked' : ''}> ${escapeHtml(title)}</label></li>`,
  )
  const body = `
    <p class="account"><span aria-hidden="true" class="mark">${WORKSPACE.icon}</span><span>
      <strong>${escapeHtml(WORKSPACE.name)}</strong></span></p>
    <h1>${escapeHtml(appName)} would like access to your workspace</h1>
    <ul class="plain">
      <li>View pages that you select</li>
      <li>View users and their email addresses</li>
    </ul>
    <form method="post" action="/v1/oauth/authorize">
      <input type="hidden" name="consent" value="${escapeHtml(consentId)}">
      <fieldset><legend>Select pages</legend>
        <p>A page is shared with everything that stands on it.</p>
        ${problem === undefined ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
        <ul>${rows.join('')}</ul>
      </fieldset>
      <div class="buttons">
        <button class="plain" type="submit" name="decision" value="deny">Cancel</button>
        <button type="submit" name="decision" value="approve">Allow access</button>
      </div>
    </form>
    <p class="note">A local sandbox with made-up pages. Nothing here reaches Notion.</p>`
  return htmlPage({ status: 200, title: `Connect ${appName}`, body: body, style: STYLE, redirectUri })
}

/** The page for a sign-in link that is wrong. It leads nowhere on purpose. */
export function refusalPage(problem: string): SandboxReply {
  const body = `<h1>Something went wrong</h1><p role="alert">${escapeHtml(problem)}</p>`
  return htmlPage({ status: 400, title: 'Something went wrong', body: body, style: STYLE, redirectUri: null })
}

const STYLE = `
:root { color-scheme: light dark; --ink: #2f2d2a; --soft: #66635f; --line: #d9d8d5; --paper: #fff; --ground: #f7f6f3; --act: #1f6fb5 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececeb; --soft: #a8a6a2; --line: #46443f; --paper: #232220; --ground: #191918; --act: #2a6ea8 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 520px; overflow-wrap: anywhere; padding: 32px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px }
h1 { margin: 20px 0 8px; font-size: 22px; line-height: 1.3 }
.account { display: flex; gap: 12px; align-items: center; margin: 0 }
.mark { flex: none; width: 40px; height: 40px; border-radius: 8px; border: 1px solid var(--line); display: grid; place-items: center; font-size: 20px }
ul { margin: 0 0 16px; padding: 0; list-style: none; border-top: 1px solid var(--line) }
ul.plain { padding-left: 20px; list-style: disc; border: 0 }
fieldset { margin: 0 0 20px; padding: 0; border: 0 }
fieldset ul { max-height: 320px; overflow: auto }
fieldset li { border-bottom: 1px solid var(--line) }
legend { padding: 0; font-weight: 600 }
fieldset p { margin: 4px 0 12px; color: var(--soft); font-size: 13px }
label { display: flex; gap: 10px; align-items: center; min-height: 40px; cursor: pointer }
input { width: 18px; height: 18px; accent-color: var(--act) }
[role=alert] { color: inherit; font-weight: 600 }
.buttons { display: flex; justify-content: flex-end; gap: 12px }
button { min-height: 40px; padding: 8px 20px; border: 1px solid var(--act); border-radius: 6px; background: var(--act); color: #fff; font: inherit; font-weight: 600; cursor: pointer }
button.plain { background: transparent; border-color: var(--line); color: var(--ink) }
:focus-visible { outline: 3px solid #4c9aff; outline-offset: 2px }
.note { margin: 24px 0 0; color: var(--soft); font-size: 13px }
`
