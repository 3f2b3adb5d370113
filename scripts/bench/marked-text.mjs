import fs from 'node:fs'

/**
 * Replaces what stands between the two marks of a name in a page of Markdown, and leaves the rest to whoever writes it.
 * A mark is `<!-- NAME -->` on a line of its own, and `<!-- /NAME -->`.
 *
 * @param {string} page
 * @param {Record<string, string>} texts by the names of their marks; one that the page does not have is an error
 */
export function withMarkedTexts(page, texts) {
  return Object.entries(texts).reduce((text, [name, inside]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(begin), text.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`the page has no place for ${name}`)
    return `${text.slice(0, from)}${begin}\n\n${inside.trim()}\n\n${text.slice(to)}`
  }, page)
}

/** The same in a file. */
export function writeMarkedTexts(file, texts) {
  fs.writeFileSync(file, withMarkedTexts(fs.readFileSync(file, 'utf8'), texts))
}

/** A table of Markdown, as Prettier would write it. @param {readonly (readonly string[])[]} lines */
export function markdownTable(head, lines, alignRight = () => false) {
  const cells = [head, ...lines].map((line) => line.map((text) => text.replaceAll('|', '\\|')))
  const widths = head.map((_, at) => Math.max(3, ...cells.map((line) => line[at].length)))
  const padded = (line) =>
    `| ${line.map((text, at) => (alignRight(at) ? text.padStart(widths[at]) : text.padEnd(widths[at]))).join(' | ')} |`
  const rule = widths.map((width, at) => (alignRight(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  const [first, ...others] = cells
  return [padded(first), `| ${rule.join(' | ')} |`, ...others.map(padded)].join('\n')
}
