import type { SandboxReply } from './exchange.ts'

export type HtmlPage = {
  status: number
  title: string
  /** Markup; texts in it have gone through `escapeHtml`. */
  body: string
  style: string
  /** Where a form may lead; null for a page without one. */
  redirectUri: string | null
}

/** A page for a browser: no script, nothing from elsewhere, and not to be framed. */
export function htmlPage({ status, title, body, style, redirectUri }: HtmlPage): SandboxReply {
  // Chromium holds form-action against the redirect that follows a submission as well, not only its target.
  const formAction = redirectUri === null ? "'none'" : `'self' ${new URL(redirectUri).origin}`
  return {
    status,
    headers: {
      'content-type': 'text/html;charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>${body}
</main></body>
</html>
`,
  }
}

/** Makes a text harmless between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
