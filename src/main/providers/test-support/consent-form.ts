/**
 * The form of a sandbox's consent page as a browser would post it, with everything ticked that can be ticked:
 * pages and bases that the person shares. Null where the page has no form that leads anywhere.
 */
export function consentForm(
  page: string,
  decision: 'approve' | 'deny',
): { readonly action: string; readonly body: URLSearchParams } | null {
  const [, action] = /<form\b[^>]*\baction="([^"]+)"/.exec(page) ?? []
  if (action === undefined) return null
  const body = new URLSearchParams({ decision })
  for (const [input] of page.matchAll(/<input\b[^>]*>/g)) {
    const [, name = ''] = /\bname="([^"]*)"/.exec(input) ?? []
    const [, value = 'on'] = /\bvalue="([^"]*)"/.exec(input) ?? []
    if (name !== '') body.append(name, value)
  }
  return { action, body }
}
