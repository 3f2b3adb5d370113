/** Every run of white space as one blank: a replacement may go over many lines. */
const flat = (text) => text.replace(/\s+/g, ' ').trim()

/**
 * What came of an area's mutants.
 *
 * @param {{ file: string, at: number, mutator: string, replacement: string, status: string }[]} mutants `file` from the
 *   project's folder, `at` the line on which it begins, from 1
 * @param {(file: string) => string[]} linesOf the source of a file
 * @param {{ file: string, line: string, mutants: string[], reason: string }[]} accepted entries about these files
 * @returns {{
 *   mutants: number, killed: number, timedOut: number, survived: number, uncovered: number, accepted: number, failed: number,
 *   score: number,
 *   left: { file: string, at: number, line: string, mutator: string, replacement: string, reason: string | null }[],
 *   idle: { file: string, line: string, replacement: string }[],
 * }} `score` is the share, in percent, of the mutants that a test noticed among all but the accepted ones. `failed` are
 *   those that ended the run itself and so say nothing. `left` are the survivors, with their reason where they are accepted;
 *   `idle` what is accepted and does not survive.
 */
export function outcomeOf(mutants, linesOf, accepted) {
  const used = new Set()
  const reasonOf = (file, line, replacement) => {
    const entry = accepted.find(
      (one) => one.file === file && one.line === line && one.mutants.includes(replacement),
    )
    if (entry !== undefined) used.add(JSON.stringify([file, line, replacement]))
    return entry?.reason ?? null
  }
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length
  const left = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ file, at, mutator, replacement }) => {
      const line = (linesOf(file)[at - 1] ?? '').trim()
      const shown = flat(replacement)
      return { file, at, line, mutator, replacement: shown, reason: reasonOf(file, line, shown) }
    })
    .toSorted((one, other) => one.file.localeCompare(other.file) || one.at - other.at)
  const acceptedCount = left.filter(({ reason }) => reason !== null).length
  const [killed, timedOut] = [count('Killed'), count('Timeout')]
  const valid = killed + timedOut + left.length - acceptedCount
  return {
    mutants: mutants.length,
    killed,
    timedOut,
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    accepted: acceptedCount,
    failed: count('RuntimeError', 'CompileError'),
    score: valid === 0 ? 100 : ((killed + timedOut) / valid) * 100,
    left,
    idle: accepted.flatMap(({ file, line, mutants: replacements }) =>
      replacements
        .filter((replacement) => !used.has(JSON.stringify([file, line, replacement])))
        .map((replacement) => ({ file, line, replacement })),
    ),
  }
}
