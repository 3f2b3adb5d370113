/** Airtable's scopes of the basic tier (scopes page), and what the consent page says about them. */
export const SCOPE_WORDS = {
  'data.records:read': 'See the data in records',
  'data.records:write': 'Create, edit, and delete records',
  'data.recordComments:read': 'See comments in records',
  'data.recordComments:write': 'Create, edit, and delete record comments',
  'schema.bases:read': 'See the structure of a base, like table names or field types',
  'schema.bases:write': 'Edit the structure of a base',
  'workspacesAndBases:read': 'See workspaces and bases',
  'webhook:manage': 'View, create, and delete webhooks for a base',
  'block:manage': 'Create and release custom extensions',
  'user.email:read': 'See your email address',
} as const

export type Scope = keyof typeof SCOPE_WORDS

/** What is ticked for both integrations on their management page. Asking for more is an error. */
export const REGISTERED_SCOPES: readonly Scope[] = [
  'data.records:read',
  'data.records:write',
  'data.recordComments:read',
  'schema.bases:read',
  'webhook:manage',
  'user.email:read',
]

/** What is wrong with a `scope` parameter; undefined when it may be asked for. */
export function problemWithScopes(text: string | null): string | undefined {
  const scopes = splitScopes(text)
  if (scopes.length === 0) return 'At least one scope must be requested'
  if (new Set(scopes).size < scopes.length) return 'Scopes must be unique'
  const unknown = scopes.find((scope) => !Object.hasOwn(SCOPE_WORDS, scope))
  if (unknown !== undefined) return `Unknown scope: ${unknown}`
  const registered: readonly string[] = REGISTERED_SCOPES
  const unregistered = scopes.find((scope) => !registered.includes(scope))
  return unregistered === undefined
    ? undefined
    : `The scope ${unregistered} has not been selected for this integration`
}

export function splitScopes(text: string | null): string[] {
  return (text ?? '').split(' ').filter((scope) => scope !== '')
}
