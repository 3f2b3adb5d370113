import { isLoopbackAddress } from '../../shared/loopback-address.ts'

/**
 * The app's own URL scheme: the app's id, hence a reversed domain name with a period in it, and a single
 * slash after it (RFC 8252, 7.1). electron-builder.yml registers the same one.
 */
export const appScheme = 'org.portolan.desktop'

export const isAppScheme = ({ protocol }: URL): boolean => protocol === `${appScheme}:`

/**
 * Whether the answer to a sign-in can be received at this redirect address: plain http on this computer, or
 * the app's own scheme, with a path of its own and nothing else. Providers compare it letter for letter, so
 * an address that `URL` would have to clean up first is none.
 */
export function isUsableRedirectAddress(address: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(address) || /[?#\\@]/.test(address) || !URL.canParse(address)) return false
  const url = new URL(address)
  if (!/^\/[^/]/.test(url.pathname)) return false
  if (isAppScheme(url)) return url.host === ''
  return isLoopbackAddress(url) && url.port !== '0'
}
