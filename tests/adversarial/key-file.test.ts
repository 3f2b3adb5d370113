import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openByKeyStore } from '../../src/main/vault/master-key.ts'
import { fakeCipher } from '../support/fake-cipher.ts'
import { seededRandom } from '../support/made-up-items.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const resealChild = fileURLToPath(new URL('../support/reseal-child.ts', import.meta.url))
const unreadable = { ok: false, error: { state: 'locked', reason: 'key-unreadable' } }

async function keyIn(file: string): Promise<Uint8Array> {
  const opened = await openByKeyStore(file, fakeCipher())
  if (!opened.ok) throw new Error(`not open: ${opened.error.reason}`)
  return opened.value.key
}

describe('the key file', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'R22 R69: killed while it is sealed again, it opens with the same key (seed %i)',
    async (seed) => {
      const file = path.join(temporaryFolder(), 'master-key.json')
      const key = await keyIn(file)
      const process = fork(resealChild, [file], { execArgv: [] })
      const gone = once(process, 'exit')
      await once(process, 'message')
      await wait(seededRandom(seed)() * 60)
      process.kill('SIGKILL')
      await gone
      expect(await keyIn(file)).toEqual(key)
      // R71: what was cut off is taken away at the next start.
      expect(fs.readdirSync(path.dirname(file))).toEqual(['master-key.json'])
    },
  )

  it('R71: a left temporary file is removed and never read', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'master-key.json')
    const key = await keyIn(file)
    fs.writeFileSync(`${file}.00000000-0000-4000-8000-000000000000.tmp`, '{"format":2,"newer":"content"}')
    expect(await keyIn(file)).toEqual(key)
    expect(fs.readdirSync(folder)).toEqual(['master-key.json'])
  })

  it('R25: is for its owner alone under any umask', async () => {
    const file = path.join(temporaryFolder(), 'master-key.json')
    const created = fork(resealChild, [file, '--umask-000'], { execArgv: [] })
    const gone = once(created, 'exit')
    await once(created, 'message')
    created.kill('SIGKILL')
    await gone
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  })

  it.each(['folder', 'link', 'pipe', 'huge'] as const)(
    'R70: refuses a %s in its place, and does not hang',
    async (kind) => {
      const folder = temporaryFolder()
      const file = path.join(folder, 'master-key.json')
      if (kind === 'folder') fs.mkdirSync(file)
      if (kind === 'link') {
        await keyIn(path.join(folder, 'elsewhere.json'))
        fs.symlinkSync(path.join(folder, 'elsewhere.json'), file)
      }
      if (kind === 'pipe') execFileSync('mkfifo', [file])
      if (kind === 'huge') fs.writeFileSync(file, ' '.repeat(1_000_000))
      const before = fs.lstatSync(file)
      expect(await openByKeyStore(file, fakeCipher())).toEqual(unreadable)
      expect(fs.lstatSync(file).ino).toBe(before.ino)
    },
  )

  it('R37: cut at any byte, it stops nothing and is left as it is', async () => {
    const file = path.join(temporaryFolder(), 'master-key.json')
    await keyIn(file)
    const whole = fs.readFileSync(file)
    for (let length = 0; length < whole.length; length += 1) {
      fs.writeFileSync(file, whole.subarray(0, length))
      expect(await openByKeyStore(file, fakeCipher())).toEqual(unreadable)
      expect(fs.readFileSync(file)).toEqual(whole.subarray(0, length))
    }
  })
})
