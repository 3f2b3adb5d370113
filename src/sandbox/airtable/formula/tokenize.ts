export type Token =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  /** A field in braces. */
  | { kind: 'field'; value: string }
  /** A word: a function, or a field whose name is one word. */
  | { kind: 'word'; value: string }
  | { kind: 'sign'; value: string }

const BLANK = /\s+/y
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy
const SIGN = /!=|<=|>=|[-+*/&=<>(),]/y

/** Takes a formula apart; undefined when something in it is no part of the language. */
export function tokenize(source: string): Token[] | undefined {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0]
    at += found?.length ?? 0
    return found
  }
  while (at < source.length) {
    if (take(BLANK) !== undefined) continue
    const opener = source.charAt(at)
    if (opener === '"' || opener === "'" || opener === '{') {
      const quoted = readQuoted(source, at, opener === '{' ? '}' : opener)
      if (quoted === undefined) return undefined
      at = quoted.end
      tokens.push({ kind: opener === '{' ? 'field' : 'text', value: quoted.value })
      continue
    }
    const number = take(NUMBER)
    if (number !== undefined) {
      tokens.push({ kind: 'number', value: Number(number) })
      continue
    }
    const word = take(WORD)
    if (word !== undefined) {
      tokens.push({ kind: 'word', value: word })
      continue
    }
    const sign = take(SIGN)
    if (sign === undefined) return undefined
    tokens.push({ kind: 'sign', value: sign })
  }
  return tokens
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

function readQuoted(
  source: string,
  start: number,
  closer: string,
): { value: string; end: number } | undefined {
  let value = ''
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at)
    if (character === closer) return { value, end: at + 1 }
    if (character === '\\' && at + 1 < source.length) {
      at++
      const escaped = source.charAt(at)
      value += ESCAPES[escaped] ?? escaped
    } else value += character
  }
  return undefined
}
