import type { ScopeDescription } from '../../../shared/model/provider.ts'

/**
 * All must be selected for the user's own integration as well, else Airtable refuses the request (its OAuth
 * reference). The e-mail address is asked for as the account's name.
 */
export const scopes: readonly ScopeDescription[] = [
  { name: 'data.records:read', topic: 'records', right: 'read', isOptional: false },
  { name: 'schema.bases:read', topic: 'bases', right: 'read', isOptional: false },
  { name: 'user.email:read', topic: 'email', right: 'read', isOptional: false },
]
