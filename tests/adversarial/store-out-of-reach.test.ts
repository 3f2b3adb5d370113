import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { OutOfReachRun } from '../support/out-of-reach-child.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const child = fileURLToPath(new URL('../support/out-of-reach-child.ts', import.meta.url))
/** Root may everything unless it gives that up. */
const asEverybody =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'] : []

describe('a store file that is out of reach', () => {
  it('R68: is reported as such, left as it is, and opened when it is in reach again', () => {
    const [command, ...args] = [...asEverybody, process.execPath, child, temporaryFolder()]
    const runs = JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as OutOfReachRun[]
    const unavailable = { refusal: 'unavailable', isUntouched: true }
    expect(runs).toEqual([
      {
        what: 'a folder that may not be written, without a file',
        ...unavailable,
        later: 'created, 0 items',
      },
      { what: 'a folder that may not be written, with a file', ...unavailable, later: 'opened, 1 items' },
      { what: 'a folder that may not be entered', ...unavailable, later: 'opened, 1 items' },
      { what: 'a file that may not be read', ...unavailable, later: 'opened, 1 items' },
      { what: 'a damaged file that may not be renamed', ...unavailable, later: 'set-aside, 0 items' },
      { what: 'a file of an old schema that may not be copied', ...unavailable, later: 'opened, 0 items' },
    ])
  })
})
