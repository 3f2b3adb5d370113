import { type FieldErrors, useForm, type UseFormReturn, useWatch } from 'react-hook-form'
import type { AppError } from '../../../shared/errors.ts'
import type { ContactFields } from '../../../shared/model/contact.ts'
import { contactFieldNames, fieldNamed, fieldProblems } from './contact-form.ts'

export type ContactForm = UseFormReturn<ContactFields>

/** The form of one contact. `held` is what it starts with and what Reset goes back to. */
export function useContactForm(held: ContactFields): ContactForm {
  return useForm<ContactFields>({
    defaultValues: held,
    resolver(fields) {
      const problems = Object.entries(fieldProblems(fields))
      if (problems.length === 0) return { values: fields, errors: {} }
      const errors: FieldErrors<ContactFields> = Object.fromEntries(
        problems.map(([name, problem]) => [name, { type: problem }]),
      )
      return { values: {}, errors }
    },
  })
}

/** What stands in the form now; draws again at every change. */
export const useTypedFields = ({ control }: ContactForm): ContactFields =>
  useWatch({ control, compute: (fields) => fields })

/** Marks the fields that the provider refused, with its reason; answers how many there were. */
export function markRefused(form: ContactForm, error: AppError): number {
  if (error.kind !== 'rejected') return 0
  const refused = error.fields.flatMap(({ name, message }) => {
    const field = fieldNamed(name)
    return field === null ? [] : [{ field, message }]
  })
  for (const { field, message } of refused) form.setError(field, { type: 'refused', message })
  const first = contactFieldNames.find((name) => refused.some(({ field }) => field === name))
  if (first !== undefined) form.setFocus(first)
  return new Set(refused.map(({ field }) => field)).size
}
