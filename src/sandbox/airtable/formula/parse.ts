import { tokenize, type Token } from './tokenize.ts'

export type Expression =
  | { kind: 'constant'; value: number | string }
  | { kind: 'field'; name: string }
  | { kind: 'call'; name: string; args: readonly Expression[] }
  /** Operators of one strength, from left to right: a list and no tree, so that length is not depth. */
  | { kind: 'chain'; first: Expression; rest: readonly { sign: string; operand: Expression }[] }

/** Operators by how strongly they bind, the weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]
/** Deeper formulas are refused, so that none can exhaust the stack. */
const MAX_DEPTH = 200

/** Reads a whole formula; undefined when it is malformed. */
export function parseFormula(source: string): Expression | undefined {
  const tokens = tokenize(source)
  if (tokens === undefined || tokens.length === 0) return undefined
  const reader = createReader(tokens)
  const expression = readLevel(reader, 0, 0)
  return expression !== undefined && reader.isAtEnd() ? expression : undefined
}

/** Every field that a formula names, and every function with the number of its arguments. */
export function walk(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression)
  if (expression.kind === 'call') for (const arg of expression.args) walk(arg, visit)
  if (expression.kind === 'chain') {
    walk(expression.first, visit)
    for (const { operand } of expression.rest) walk(operand, visit)
  }
}

type Reader = {
  peek: () => Token | undefined
  next: () => Token | undefined
  /** Takes the next sign if it is one of these. */
  takeSign: (signs: readonly string[]) => string | undefined
  isAtEnd: () => boolean
}

function createReader(tokens: readonly Token[]): Reader {
  let at = 0
  return {
    peek: () => tokens[at],
    next: () => tokens[at++],
    takeSign: (signs) => {
      const token = tokens[at]
      if (token?.kind !== 'sign' || !signs.includes(token.value)) return undefined
      at++
      return token.value
    },
    isAtEnd: () => at >= tokens.length,
  }
}

function readLevel(reader: Reader, level: number, depth: number): Expression | undefined {
  const signs = LEVELS[level]
  if (signs === undefined) return readOperand(reader, depth)
  const first = readLevel(reader, level + 1, depth)
  if (first === undefined) return undefined
  const rest: { sign: string; operand: Expression }[] = []
  for (let sign = reader.takeSign(signs); sign !== undefined; sign = reader.takeSign(signs)) {
    const operand = readLevel(reader, level + 1, depth)
    if (operand === undefined) return undefined
    rest.push({ sign, operand })
  }
  return rest.length === 0 ? first : { kind: 'chain', first, rest }
}

function readOperand(reader: Reader, depth: number): Expression | undefined {
  if (depth > MAX_DEPTH) return undefined
  if (reader.takeSign(['-']) !== undefined) {
    const operand = readOperand(reader, depth + 1)
    if (operand === undefined) return undefined
    return { kind: 'chain', first: { kind: 'constant', value: 0 }, rest: [{ sign: '-', operand }] }
  }
  if (reader.takeSign(['(']) !== undefined) {
    const inner = readLevel(reader, 0, depth + 1)
    return reader.takeSign([')']) === undefined ? undefined : inner
  }
  const token = reader.next()
  switch (token?.kind) {
    case 'number':
    case 'text':
      return { kind: 'constant', value: token.value }
    case 'field':
      return { kind: 'field', name: token.value }
    case 'word':
      return reader.takeSign(['(']) === undefined
        ? { kind: 'field', name: token.value }
        : readCall(reader, token.value.toUpperCase(), depth)
    default:
      return undefined
  }
}

function readCall(reader: Reader, name: string, depth: number): Expression | undefined {
  const args: Expression[] = []
  if (reader.takeSign([')']) !== undefined) return { kind: 'call', name, args }
  for (;;) {
    const arg = readLevel(reader, 0, depth + 1)
    if (arg === undefined) return undefined
    args.push(arg)
    if (reader.takeSign([')']) !== undefined) return { kind: 'call', name, args }
    if (reader.takeSign([',']) === undefined) return undefined
  }
}
