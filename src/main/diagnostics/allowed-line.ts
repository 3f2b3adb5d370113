import { fieldsOf } from './read-log.ts'

/**
 * The fields of a log line that may leave this computer. Everything else is left out, messages, paths and addresses
 * first of all: nobody knows what they hold.
 */
const allowedFields: ReadonlySet<string> = new Set(
  [
    'at level event reference error endpoint kind method mode outcome reason what accountId providerId feed',
    'status ms code exitCode count calls added changed removed loaded total attempt bytes authorities proxy',
    'isDone isCapped isPackaged isNew isAgain version electron platform protection backend name serviceName',
  ].flatMap((names) => names.split(' ')),
)

/** What a word of ours looks like; a sentence, an address or a path does not. */
const plainWord = /^[\w.:+-]{1,80}$/
/**
 * `at openItem (file:///…/chunks/items-1a2b.js:10:5)`: where it was, without the folder that it lies in. A line of its
 * own: what was said stands before the first.
 */
const stackFrame = /^ +at (?:async )?([\w.<>$ ]{1,80}) \([^)]*?([\w.-]{1,80}:\d+:\d+)\)$/gm

/**
 * A line of the log as it may leave this computer, or null for one that is none of ours.
 *
 * @param aliasOf what an account's id is called instead
 */
export function allowedLine(line: string, aliasOf: (accountId: string) => string): string | null {
  const fields = fieldsOf(line)
  if (fields === null || typeof fields['event'] !== 'string') return null
  const kept = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'stack' && typeof value === 'string') return [['stack', framesIn(value)]]
    if (!allowedFields.has(key)) return []
    if (key === 'accountId') return [[key, aliasOf(String(value))]]
    // What stands after the colon is an id of the user's (`records:BASE/TABLE`).
    if (key === 'feed') return [[key, String(value).split(':')[0]]]
    const isPlain = typeof value !== 'string' || plainWord.test(value)
    return typeof value === 'object' && value !== null ? [] : [[key, isPlain ? value : '[left out]']]
  })
  return JSON.stringify(Object.fromEntries(kept))
}

const framesIn = (stack: string): string[] =>
  [...stack.matchAll(stackFrame)].slice(0, 20).map(([, where, place]) => `${where} ${place}`)
