import { shell } from 'electron'
import { pageAddress } from '../items/page-address.ts'
import { signInPageAddress } from '../oauth/sign-in-page-address.ts'

// The only caller of `openExternal`: what reaches it is written anew and is https, but for the sandbox.

/**
 * Opens a provider's page in the user's own browser. Answers false when the address is not https on one of
 * the given hosts.
 */
export async function openPage(url: string, hosts: readonly RegExp[]): Promise<boolean> {
  const address = pageAddress(url, hosts)
  if (address === null) return false
  await shell.openExternal(address)
  return true
}

/** Opens a provider's sign-in page there; false when the address is none or no browser could be started. */
export async function openSignInPage(url: URL): Promise<boolean> {
  const address = signInPageAddress(url)
  if (address === null) return false
  return shell.openExternal(address).then(
    () => true,
    () => false,
  )
}
