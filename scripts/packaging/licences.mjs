/**
 * What the licences of packages may be that we pass on: those that ask for no more than their text to be kept. Another
 * one needs somebody to read it first.
 */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // argparse, which js-yaml reads its command line with: the text is kept, and nothing is said to be by its authors.
  'Python-2.0',
  'Unlicense',
])

/**
 * One sentence for each package whose licence is unknown or not among those that are allowed.
 *
 * @param {readonly { name: string, version: string, licence: string }[]} licences `licence` is an SPDX expression
 * @returns {string[]}
 */
export function licenceProblems(licences) {
  return licences
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, version, licence }) =>
      licence === ''
        ? `${name} ${version} names no licence`
        : `${name} ${version} has the licence ${licence}, which nobody has looked at`,
    )
}

/** Expressions that mix AND and OR occur nowhere and are left to people. */
function isAllowed(expression) {
  const names = expression.replace(/^\((.*)\)$/, '$1').split(/ (?:AND|OR) /)
  const mixes = expression.includes(' AND ') && expression.includes(' OR ')
  if (mixes) return false
  return expression.includes(' OR ')
    ? names.some((name) => ALLOWED.has(name))
    : names.every((name) => ALLOWED.has(name))
}

/**
 * All of them in one text. Packages that share a text, to the letter, share its place.
 *
 * @param {readonly { name: string, version: string, licence: string, content: string }[]} licences
 * @returns {string}
 */
export function licencesText(licences) {
  const byText = Map.groupBy(licences, ({ content }) => content.trim())
  const parts = [...byText].map(([text, packages]) => {
    const heads = packages.map(({ name, version, licence }) => `${name} ${version} (${licence})`)
    return `${heads.join('\n')}\n\n${text === '' ? 'The package brings no text of its licence.' : text}\n`
  })
  return [
    'Portolan is made with these packages. Electron and Chromium have their licences in files beside the program.\n',
    ...parts,
  ].join(`\n${'='.repeat(80)}\n\n`)
}
