import { FUNCTIONS, type FormulaContext } from './functions.ts'
import { parseFormula, walk, type Expression } from './parse.ts'
import { FAILED, isFailed, isMoment, joined, toMoment, toNumber, toText, type Value } from './values.ts'

/** A formula that passed every check, ready to be held against any number of records. */
export type Formula = {
  evaluate: (field: (name: string) => Value, context: FormulaContext) => Value
}

const MALFORMED = 'Invalid formula. Please check your formula text.'

/**
 * Checks a formula against the names of a table's fields. The reason is what Airtable says after "The formula
 * for filtering records is invalid:" (wording from reports in public issue trackers).
 */
export function compileFormula(
  source: string,
  fieldNames: ReadonlySet<string>,
): Formula | { reason: string } {
  const expression = parseFormula(source)
  if (expression === undefined) return { reason: MALFORMED }
  const unknown = new Set<string>()
  const malformed: Expression[] = []
  walk(expression, (part) => {
    if (part.kind === 'field' && !fieldNames.has(part.name)) unknown.add(part.name)
    if (part.kind === 'call' && !isCallable(part.name, part.args.length)) malformed.push(part)
  })
  if (malformed.length > 0) return { reason: MALFORMED }
  if (unknown.size > 0) return { reason: `Unknown field names: ${[...unknown].join(', ').toLowerCase()}` }
  return { evaluate: (field, context) => evaluate(expression, field, context) }
}

function isCallable(name: string, count: number): boolean {
  if (name === 'LAST_MODIFIED_TIME') return true
  const definition = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  return definition !== undefined && count >= definition.min && count <= definition.max
}

function evaluate(expression: Expression, field: (name: string) => Value, context: FormulaContext): Value {
  switch (expression.kind) {
    case 'constant':
      return expression.value
    case 'field':
      return field(expression.name)
    case 'chain':
      return expression.rest.reduce<Value>(
        (left, { sign, operand }) => operate(sign, left, evaluate(operand, field, context)),
        evaluate(expression.first, field, context),
      )
    case 'call': {
      if (expression.name === 'LAST_MODIFIED_TIME') {
        // The only function that takes fields themselves and not what is in them.
        const watched = expression.args.map((arg) => (arg.kind === 'field' ? arg.name : ''))
        const atMs = context.modifiedMs(watched)
        return atMs === undefined ? null : { atMs }
      }
      const args = expression.args.map((arg) => evaluate(arg, field, context))
      return FUNCTIONS[expression.name]?.run({ args, context }) ?? null
    }
  }
}

function operate(sign: string, left: Value, right: Value): Value {
  if (isFailed(left) || isFailed(right)) return FAILED
  switch (sign) {
    case '&':
      return joined([toText(left), toText(right)])
    case '+':
      return toNumber(left) + toNumber(right)
    case '-':
      return toNumber(left) - toNumber(right)
    case '*':
      return toNumber(left) * toNumber(right)
    case '/':
      return toNumber(left) / toNumber(right)
    case '=':
      return isEqual(left, right)
    case '!=':
      return !isEqual(left, right)
    default:
      return compare(sign, left, right)
  }
}

/** A blank equals an empty text, and a truth equals the number that it is worth. */
function isEqual(left: Value, right: Value): boolean {
  if (isMoment(left) || isMoment(right)) {
    const [from, to] = [toMoment(left), toMoment(right)]
    return from !== undefined && from.atMs === to?.atMs
  }
  if (typeof left === 'string' || typeof right === 'string') return toText(left) === toText(right)
  return toNumber(left) === toNumber(right)
}

function compare(sign: string, left: Value, right: Value): Value {
  const isText = typeof left === 'string' && typeof right === 'string'
  const a = isText ? left : toNumber(left)
  const b = isText ? right : toNumber(right)
  if (sign === '<') return a < b
  if (sign === '<=') return a <= b
  return sign === '>' ? a > b : a >= b
}
