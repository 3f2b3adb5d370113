import fs from 'node:fs'
import path from 'node:path'

/** What is said where the documents are not on this computer. */
export const NO_DOCUMENTS = 'not run: no documents'

const NEEDED = ['check-proxy.mjs', 'hubspot', 'notion']

/**
 * The folder with the documents that HubSpot and Notion publish, and the proxy that holds traffic against them
 * (CONTRIBUTING.md says where they come from). PORTOLAN_CONTRACTS names it; without, it is looked for beside the
 * checkout.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} checkout
 * @returns {string | null} null where the folder, or a part of it, does not exist
 */
export function findDocuments(env = process.env, checkout = path.resolve(import.meta.dirname, '..', '..')) {
  const folder = path.resolve(checkout, env.PORTOLAN_CONTRACTS || '../shared/contracts')
  return NEEDED.every((name) => fs.existsSync(path.join(folder, name))) ? folder : null
}
