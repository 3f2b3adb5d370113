const assignment = /[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.]*)[^\S\n]*=[^\S\n]*/y
const singleQuoted = /'([^']*)'/y
const doubleQuoted = /"((?:[^"\\]|\\[^])*)"/y
const restOfLine = /[^\n]*/y

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * The names and values of a `.env`; of a name that comes twice the last one counts, and what is no assignment
 * is passed over. Reads as python-dotenv does, for which the predecessors' files were written: a comment after
 * an unquoted value needs a space before its `#`. Node's own `parseEnv` cuts at any `#`, and so would shorten
 * a secret that has one without a word.
 */
export function parseEnv(source: string): ReadonlyMap<string, string> {
  const text = source.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n')
  const values = new Map<string, string>()
  let at = 0

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  const takeValue = (): string | null => {
    const single = take(singleQuoted)
    if (single !== null) return single[1] ?? ''
    const double = take(doubleQuoted)
    if (double !== null) return unescape(double[1] ?? '')
    const [line = ''] = take(restOfLine) ?? []
    // A quote that is never closed: whatever was meant, it is not what stands there.
    return /^['"]/.test(line) ? null : withoutComment(line)
  }

  while (at < text.length) {
    const name = take(assignment)?.[1]
    const value = name === undefined ? null : takeValue()
    if (name !== undefined && value !== null) values.set(name, value)
    take(restOfLine)
    at += 1
  }
  return values
}

const unescape = (quoted: string): string =>
  quoted.replaceAll(/\\([^])/g, (whole, character: string) => {
    if (Object.hasOwn(escapes, character)) return escapes[character] ?? whole
    return ['"', "'", '\\', '$'].includes(character) ? character : whole
  })

function withoutComment(line: string): string {
  const comment = /(?:^|\s)#/.exec(line)
  return (comment === null ? line : line.slice(0, comment.index)).trim()
}
