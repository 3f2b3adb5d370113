/**
 * Opens an authorize page and agrees, as a person would who leaves everything ticked. Returns the address that the
 * browser is sent to.
 */
export async function approve(page: URL): Promise<URL> {
  const shown = await fetch(page, { redirect: 'manual' })
  const html = await shown.text()
  const [, action] = /<form method="post" action="([^"]+)"/.exec(html) ?? []
  if (action === undefined) throw new Error(`The page has nothing to agree to: ${shown.status} ${html}`)
  const form = new URLSearchParams({ decision: 'approve' })
  for (const [, input = ''] of html.matchAll(/<input ([^>]*)>/g)) {
    const isLeftOut = /type="(?:checkbox|radio)"/.test(input) && !/\bchecked\b/.test(input)
    const name = /name="([^"]*)"/.exec(input)?.[1]
    if (name !== undefined && !isLeftOut) form.append(name, /value="([^"]*)"/.exec(input)?.[1] ?? 'on')
  }
  const answer = await fetch(new URL(action, page), { method: 'POST', body: form, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null) throw new Error(`The page answered ${answer.status} without a redirect`)
  return new URL(location)
}
