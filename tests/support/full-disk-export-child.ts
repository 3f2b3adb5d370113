import fs from 'node:fs'
import path from 'node:path'
import { writeWholeFile } from '../../src/main/exporting/whole-file.ts'
import { ok } from '../../src/shared/result.ts'

/** What became of a file that is larger than its disk, and what lies there afterwards. */
export interface FullDiskExport {
  readonly refused: unknown
  readonly before: string
  readonly left: readonly string[]
  readonly withRoom: unknown
}

const folder = process.argv[2] ?? ''
const file = path.join(folder, 'out.csv')
fs.writeFileSync(file, 'before')
const line = `${'x'.repeat(99)}\n`
const writeLines = (count: number) =>
  writeWholeFile(file, async ({ write }) => {
    for (let at = 0; at < count; at += 1_000) await write(line.repeat(1_000))
    return ok(count)
  })
// The disk is what the test made it; memory that many programs share may be larger.
const { bavail, bsize } = fs.statfsSync(folder)
const refused = await writeLines(Math.ceil((bavail * bsize * 1.2) / line.length))
const before = fs.readFileSync(file, 'utf8')
const left = fs.readdirSync(folder)
const run: FullDiskExport = { refused, before, left, withRoom: await writeLines(1_000) }
console.log(JSON.stringify(run))
