import type { z } from 'zod'
import {
  type ContactFieldName,
  type ContactFields,
  contactFieldsSchema,
} from '../../../shared/model/contact.ts'

/** In the order of the screen. */
export const contactFieldNames = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'company',
] as const satisfies readonly ContactFieldName[]

export const noFields: ContactFields = { email: '', firstName: '', lastName: '', phone: '', company: '' }

/** What stands at a field that cannot be sent as it is; the screen has the words. */
export type FieldProblem = 'needs-one' | 'too-long' | 'unreadable'

const identifying = ['email', 'firstName', 'lastName'] as const

/**
 * Checks the form. A contact without any name or e-mail could never be found again, so that one of the three
 * is needed. What an e-mail address may look like is the provider's to say.
 */
export const contactFormSchema = contactFieldsSchema.superRefine((fields, context) => {
  if (identifying.some((name) => fields[name].trim() !== '')) return
  context.addIssue({ code: 'custom', path: ['email'], params: { problem: 'needs-one' } })
})

/** The problem of each field that has one. */
export function fieldProblems(fields: ContactFields): Partial<Record<ContactFieldName, FieldProblem>> {
  const issues = contactFormSchema.safeParse(fields).error?.issues ?? []
  return Object.fromEntries(issues.map((issue) => [String(issue.path[0]), problemOfIssue(issue)]))
}

function problemOfIssue(issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'too_big') return 'too-long'
  return issue.code === 'custom' && issue.params?.problem === 'needs-one' ? 'needs-one' : 'unreadable'
}

/** What is sent: without the spaces that a paste brought along at either end. */
export const trimmed = (fields: ContactFields): ContactFields => ({
  email: fields.email.trim(),
  firstName: fields.firstName.trim(),
  lastName: fields.lastName.trim(),
  phone: fields.phone.trim(),
  company: fields.company.trim(),
})

/** Only the fields that differ from what the provider holds; nobody else's change is overwritten. */
export function changedFields(held: ContactFields, typed: ContactFields): Partial<ContactFields> {
  const wanted = trimmed(typed)
  return Object.fromEntries(
    contactFieldNames
      .filter((name) => typed[name] !== held[name] && wanted[name] !== held[name].trim())
      .map((name) => [name, wanted[name]]),
  )
}

export const isSame = (one: ContactFields, other: ContactFields): boolean =>
  contactFieldNames.every((name) => one[name] === other[name])

/** Looks like an address; used to warn, never to refuse. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u.test(text.trim())

/** The form's field that a provider means by the name it gave, or null. */
export function fieldNamed(providerName: string): ContactFieldName | null {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  return contactFieldNames.find((name) => plain(name) === plain(providerName)) ?? null
}

/** What people call a contact with these fields; empty when there is nothing to call it. */
export function displayName(fields: ContactFields): string {
  const { firstName, lastName, email } = trimmed(fields)
  const name = `${firstName} ${lastName}`.trim()
  return name === '' ? email : name
}
