import type { ObjectType } from './object-types.ts'

/** What the sandbox's app registration calls required: a sign-in must ask for all of them. */
export const REQUIRED_SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
] as const

/** What the app may ask for in addition. Other optional scopes are dropped without a word. */
export const OPTIONAL_SCOPES = [
  'crm.objects.companies.write',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
  'crm.schemas.companies.read',
  'crm.schemas.deals.read',
] as const

/** Which scope a call needs; one of the list is enough. */
export function scopesToRead(type: ObjectType): readonly string[] {
  return [`crm.objects.${type}.read`]
}

export function scopesToWrite(type: ObjectType): readonly string[] {
  return [`crm.objects.${type}.write`]
}

/** Properties are also readable with the object scopes (HubSpot's published document of 2026-09). */
export function scopesToReadProperties(type: ObjectType): readonly string[] {
  return [`crm.schemas.${type}.read`, `crm.objects.${type}.read`, `crm.objects.${type}.write`]
}

/** What the consent page says about a scope. */
export const SCOPE_WORDS: Record<(typeof REQUIRED_SCOPES | typeof OPTIONAL_SCOPES)[number], string> = {
  oauth: 'Sign in and see the account’s details',
  'crm.objects.contacts.read': 'View contacts',
  'crm.objects.contacts.write': 'Create, change and delete contacts',
  'crm.objects.companies.read': 'View companies',
  'crm.objects.companies.write': 'Create, change and delete companies',
  'crm.objects.deals.read': 'View deals',
  'crm.objects.deals.write': 'Create, change and delete deals',
  'crm.objects.owners.read': 'View the people who own records',
  'crm.schemas.contacts.read': 'View contact properties',
  'crm.schemas.companies.read': 'View company properties',
  'crm.schemas.deals.read': 'View deal properties',
}
