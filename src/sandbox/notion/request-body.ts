import type { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { parseJson } from '../json.ts'
import { errorReply, validationError } from './errors.ts'

type Read<Value> = { value: Value } | { refused: SandboxReply }

/** The JSON of a body, an empty one taken for `{}`; malformed JSON gets Notion's `invalid_json`. */
export function readJson(request: SandboxRequest): Read<unknown> {
  if (request.body === '') return { value: {} }
  const value = parseJson(request.body)
  if (value === undefined) return { refused: errorReply(400, 'invalid_json', 'Error parsing JSON body.') }
  return { value }
}

/** A body of the shape of a schema, or the 400 that names the first place where it is not. */
export function readBodyAs<Schema extends z.ZodType>(
  schema: Schema,
  request: SandboxRequest,
): Read<z.output<Schema>> {
  const json = readJson(request)
  if ('refused' in json) return json
  const parsed = schema.safeParse(json.value)
  return parsed.success ? { value: parsed.data } : { refused: refuseBody(parsed.error, json.value) }
}

function refuseBody(error: z.ZodError, body: unknown): SandboxReply {
  const [issue] = error.issues
  if (issue === undefined) throw new Error('A failed check names an issue')
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = ['body', ...issue.path.map(String), ...(unknownKey === undefined ? [] : [unknownKey])]
  const found = path
    .slice(1)
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      body,
    )
  const wanted = unknownKey === undefined ? wordsFor(issue) : 'not present'
  const instead = found === undefined ? 'undefined' : JSON.stringify(found).slice(0, 200)
  return validationError(
    `body failed validation: ${path.join('.')} should be ${wanted}, instead was \`${instead}\`.`,
  )
}

/** Notion's words for what was wanted, as far as its error messages are known. */
function wordsFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'defined'
        : `${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`
    case 'too_big':
      return `≤ \`${String(issue.maximum)}\``
    case 'too_small':
      return `≥ \`${String(issue.minimum)}\``
    case 'invalid_value':
      return issue.values.map((value) => `\`${JSON.stringify(value)}\``).join(' or ')
    default:
      return 'of another shape'
  }
}
