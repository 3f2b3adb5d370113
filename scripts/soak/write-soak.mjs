import fs from 'node:fs'
import path from 'node:path'
import { markdownTable, writeMarkedTexts } from '../bench/marked-text.mjs'
import { projectFolder } from '../tools.mjs'

const page = path.join(projectFolder, 'docs', 'soak.md')
/** Goes with the page, which would lose what was run elsewhere. */
const kept = path.join(projectFolder, 'scripts', 'soak', 'results.json')

/**
 * Notes how a part ended at full size, and writes the table of docs/soak.md from what is known of all parts.
 *
 * @param {Record<string, { what: string }>} parts
 * @param {{ name: string, says: string, failed: number, seed: number | null, atMs: number, seconds: number,
 *   commit: string }} result `seed`: the first one, null where the part has seeds of its own
 */
export function noteSoak(parts, result) {
  const known = fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept, 'utf8')) : {}
  const results = { ...known, [result.name]: result }
  fs.writeFileSync(kept, `${JSON.stringify(results, null, 2)}\n`)
  writeMarkedTexts(page, { 'soak: results': tableOf(parts, results) })
}

/** A part that has not been run says so. */
export function tableOf(parts, results) {
  const lines = Object.entries(parts).map(([name, { what }]) => {
    const result = results[name]
    if (result === undefined) return [what, `\`${name}\``, '', 'not run yet', '', '']
    const { says, seed, atMs, seconds, commit } = result
    return [
      ...[what, `\`${name}\``, seed === null ? 'its own' : String(seed), says],
      ...[`${new Date(atMs).toISOString().slice(0, 10)}, ${commit}`, String(seconds)],
    ]
  })
  return markdownTable(
    ['What', 'Part', 'First seed', 'Last line', 'Date, commit', 'Seconds'],
    lines,
    (at) => at === 5,
  )
}
