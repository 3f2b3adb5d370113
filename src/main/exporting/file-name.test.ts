import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { ok, type Result } from '../../shared/result.ts'
import { fileNameOf } from './file-name.ts'
import { type FileWriter, writeWholeFile } from './whole-file.ts'

const tinted = '👍🏽'

async function writeX({ write }: FileWriter): Promise<Result<null, never>> {
  await write('x')
  return ok(null)
}

describe('the name of a file', () => {
  it.each(['x', 'ä', '漢', tinted, 'e\u0301'])(
    'leaves room for its ending, a number and the file system: many of %s',
    async (sign) => {
      const name = fileNameOf(sign.repeat(400), ' - skipped')
      expect(name.endsWith(' - skipped')).toBe(true)
      expect(Buffer.byteLength(`${name} (2).ndjson`)).toBeLessThanOrEqual(255)
      // No sign is cut in two.
      expect(name.replace(' - skipped', '').replaceAll(sign, '')).toBe('')
      const file = path.join(temporaryFolder(), `${name} (2).ndjson`)
      expect(await writeWholeFile(file, writeX)).toEqual(ok(null))
      expect(fs.readFileSync(file, 'utf8')).toBe('x')
    },
  )

  it('is written although the user chose one as long as a name can be', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, `${'n'.repeat(251)}.csv`)
    expect((await writeWholeFile(file, writeX)).ok).toBe(true)
    expect(fs.readdirSync(folder)).toEqual([path.basename(file)])
  })

  it('is one that every system takes', () => {
    expect(fileNameOf('..My: leads/2026?\u202e .')).toBe('My leads 2026')
    expect(fileNameOf(' \n ')).toBe('export')
    expect(fileNameOf(`${'x'.repeat(199)}\ud83d`)).toBe('x'.repeat(199))
  })
})
