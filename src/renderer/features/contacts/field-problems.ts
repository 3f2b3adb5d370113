import type { ContactForm, FormField } from '../../../shared/model/contact.ts'

/** What stands at a field that cannot be saved as it is; the screen has the words. */
export type FieldProblem = 'required' | 'needs-one' | 'too-long' | 'unreadable'

/** The longest value that can be kept. */
const maxLength = 65_536

/**
 * The problem of each field that has one, in the order of the form. What a value may look like is the provider's to
 * say. `typed` answers what stands in a field; `isNew`: the provider does not have the contact yet.
 */
export function fieldProblems(
  { fields, needsOneOf }: ContactForm,
  typed: (name: string) => string,
  isNew: boolean,
): ReadonlyMap<string, FieldProblem> {
  const writable = fields.filter(({ readOnly }) => readOnly === null)
  const choices = writable.filter(({ name }) => needsOneOf.includes(name))
  const lacksAll = isNew && choices.length > 0 && choices.every(({ name }) => typed(name).trim() === '')
  const first = choices[0]?.name
  const problemOf = ({ name, isRequired }: FormField): FieldProblem | null => {
    const value = typed(name)
    if (value.length > maxLength) return 'too-long'
    if (!value.isWellFormed()) return 'unreadable'
    if (isNew && isRequired && value.trim() === '') return 'required'
    return lacksAll && name === first ? 'needs-one' : null
  }
  return new Map(
    writable.flatMap((field) => {
      const problem = problemOf(field)
      return problem === null ? [] : [[field.name, problem] as const]
    }),
  )
}
