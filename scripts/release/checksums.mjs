import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** As `sha256sum` writes and checks them (GNU coreutils): the sum, two blanks, the name; by name. */
export async function checksumsOf(folder, names) {
  const lines = []
  for (const name of names.toSorted()) {
    const hash = createHash('sha256')
    for await (const part of fs.createReadStream(path.join(folder, name))) hash.update(part)
    lines.push(`${hash.digest('hex')}  ${name}\n`)
  }
  return lines.join('')
}
