import { createHash } from 'node:crypto'
import german from '../../shared/copy/de/answer-page.json' with { type: 'json' }
import english from '../../shared/copy/en/answer-page.json' with { type: 'json' }
import type { Language } from '../../shared/language.ts'

const copy = { en: english, de: german } as const

export type AnswerPage = keyof typeof english

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 1.5rem}h1{font-size:1.5rem}'

/**
 * What the browser shows after the sign-in: fixed texts and nothing of the request, because whatever stands
 * in the address may be an attacker's. It can load nothing and run nothing.
 */
export function answerPage(page: AnswerPage, language: Language): string {
  const { title, text } = copy[language][page]
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style><h1>${title}</h1><p>${text}</p></html>\n`
}

/** For every reply of the listener. The one style of the page is named by its hash. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  connection: 'close',
}
