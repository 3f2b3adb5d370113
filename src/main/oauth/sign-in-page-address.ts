import { isLoopbackAddress } from '../../shared/loopback-address.ts'

/** Windows refuses longer addresses in `openExternal` (Electron's shell documentation). */
const longestAddress = 2_081

/**
 * A provider's sign-in page as it may be given to the operating system, written anew from its parsed parts,
 * or null. https; plain http only where the page itself is on this computer, as the sandbox's are.
 */
export function signInPageAddress(url: URL): string | null {
  const isAllowed =
    (url.protocol === 'https:' || isLoopbackAddress(url)) && url.username === '' && url.password === ''
  return isAllowed && url.href.length <= longestAddress ? url.href : null
}
