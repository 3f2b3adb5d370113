import { shell } from 'electron'
import { pageAddress } from '../items/page-address.ts'

/**
 * Opens a provider's page in the user's own browser: the only caller of `openExternal`. Answers false when
 * the address is not https on one of the given hosts.
 */
export async function openPage(url: string, hosts: readonly RegExp[]): Promise<boolean> {
  const address = pageAddress(url, hosts)
  if (address === null) return false
  await shell.openExternal(address)
  return true
}
