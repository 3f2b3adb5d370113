import { isAppScheme, appScheme } from './redirect-address.ts'

/** Longer than any answer; the rest of a command line is not ours to read. */
const longestLinkBytes = 4 * 1024

/**
 * The link that the system started the app with, out of its arguments, or null. There must be exactly one, by
 * itself an argument: the system and Chromium reorder and extend them, so no place in them means anything,
 * and nothing that stands around it is obeyed. What it may do is up to whoever waits for it.
 */
export function deepLinkIn(argv: readonly string[]): URL | null {
  const [link, ...others] = argv.filter((argument) => beginsLikeLink(argument))
  if (link === undefined || others.length > 0 || link.length > longestLinkBytes) return null
  // Visible ASCII, without an encoded NUL: nothing that means one thing here and another one elsewhere.
  if (!/^[\x21-\x7e]+$/.test(link) || link.includes('%00') || !URL.canParse(link)) return null
  const url = new URL(link)
  return isAppScheme(url) && url.host === '' && /^\/[^/]/.test(url.pathname) ? url : null
}

const beginsLikeLink = (argument: string): boolean =>
  argument.slice(0, appScheme.length + 1).toLowerCase() === `${appScheme}:`
