import { valueIn, type ContactValues } from '../../shared/model/contact.ts'

/** Some of the fields; one that is not set is empty. */
export const picked = (values: ContactValues, names: readonly string[]): ContactValues =>
  Object.fromEntries(names.map((name) => [name, valueIn(values, name)]))
