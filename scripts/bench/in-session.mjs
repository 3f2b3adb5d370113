import path from 'node:path'
import { foreground } from '../session/child.mjs'
import { electronEnvironment } from '../session/electron-environment.mjs'
import { projectFolder, toolEnvironment, toolNode } from '../tools.mjs'

/**
 * Runs a script of Node's, on Linux on a display of its own. `keyring`: there is a key store, so that an app which starts
 * again asks for nothing; without one the profile's passphrase is asked for. Throws where the script ends with anything but 0.
 *
 * @param {string} script its file
 * @param {readonly string[]} args
 * @param {{ keyring: boolean, given?: Readonly<Record<string, string>> }} how `given`: variables beside those of Electron
 */
export async function inSession(script, args, { keyring, given = {} }) {
  const { env } = electronEnvironment()
  const session = path.join(projectFolder, `scripts/with${keyring ? '' : 'out'}-keyring.sh`)
  const wrapper = process.platform === 'linux' ? ['sh', session] : []
  const [command, ...rest] = [...wrapper, toolNode(), script, ...args]
  const code = await foreground(command, rest, {
    cwd: projectFolder,
    env: toolEnvironment({ ...env, ...given }),
  })
  if (code !== 0) throw new Error(`the session ended with ${code}`)
}
