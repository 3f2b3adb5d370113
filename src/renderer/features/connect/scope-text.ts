import { scopeRequestSchema, type ScopeRequest } from '../../../shared/model/provider.ts'

/** The two lists as a person edits them: names apart by spaces or lines. */
export interface ScopeText {
  readonly required: string
  readonly optional: string
}

export interface ScopeProblem {
  readonly field: keyof ScopeText
  readonly kind: 'none' | 'too-many' | 'not-a-scope' | 'in-both'
  /** The name that is the problem; empty where it is the whole list. */
  readonly scope: string
}

interface Reading {
  /** The names as they stand there, right or wrong. */
  readonly request: ScopeRequest
  readonly problem: ScopeProblem | null
}

const fields = ['required', 'optional'] as const

/** One a line: such a list can be compared with the one in the provider's settings. */
export const writeScopes = ({ required, optional }: ScopeRequest): ScopeText => ({
  required: required.join('\n'),
  optional: optional.join('\n'),
})

const namesIn = (text: string): string[] => [...new Set(text.split(/\s+/).filter((name) => name !== ''))]

/** Reads the edited lists; names written twice count once. The first problem is the one to show. */
export function readScopes(text: ScopeText): Reading {
  const request = { required: namesIn(text.required), optional: namesIn(text.optional) }
  const fail = (field: keyof ScopeText, kind: ScopeProblem['kind'], scope = ''): Reading => ({
    request,
    problem: { field, kind, scope },
  })
  if (request.required.length + request.optional.length === 0) return fail('required', 'none')
  for (const field of fields) {
    const list = scopeRequestSchema.shape[field]
    const wrong = request[field].find((name) => !list.safeParse([name]).success)
    if (wrong !== undefined) return fail(field, 'not-a-scope', wrong)
    if (!list.safeParse(request[field]).success) return fail(field, 'too-many')
  }
  const both = request.optional.find((name) => request.required.includes(name))
  return both === undefined ? { request, problem: null } : fail('optional', 'in-both', both)
}

/** Whether two requests ask for the same, in whatever order. */
export const isSameRequest = (one: ScopeRequest, other: ScopeRequest): boolean =>
  fields.every((field) => {
    const wanted = new Set(other[field])
    return one[field].length === wanted.size && one[field].every((name) => wanted.has(name))
  })
