/** Windows refuses longer addresses in `openExternal` (Electron's shell documentation). */
const longestAddress = 2_081

/**
 * The address as it may be given to the operating system, written anew from its parsed parts, or null. Only
 * https, only the hosts that the provider names, no user name in it: `https://good@evil` is evil's.
 */
export function pageAddress(url: string, hosts: readonly RegExp[]): string | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  const isAllowed =
    parsed.protocol === 'https:' &&
    parsed.username === '' &&
    parsed.password === '' &&
    parsed.port === '' &&
    hosts.some((host) => host.test(parsed.hostname))
  return isAllowed && parsed.href.length <= longestAddress ? parsed.href : null
}
