import { valueIn, type ContactValues, type FormField } from '../../../shared/model/contact.ts'

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '')

/** The field that holds the address by which contacts are told apart. */
export const emailField = (fields: readonly FormField[]): FormField | undefined =>
  fields.find(({ kind, isMain, readOnly }) => kind === 'email' && isMain && readOnly === null)

/** What people call a contact with these values; empty when there is nothing to call it. */
export function displayName(fields: readonly FormField[], values: ContactValues): string {
  const named = (wanted: string): string => {
    const field = fields.find(({ name }) => plain(name) === wanted)
    return field === undefined ? '' : valueIn(values, field.name).trim()
  }
  const name = `${named('firstname')} ${named('lastname')}`.trim()
  const email = emailField(fields)
  return name !== '' || email === undefined ? name : valueIn(values, email.name).trim()
}
