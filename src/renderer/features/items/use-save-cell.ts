import { useEffect, useRef } from 'react'
import type { ContactForm, FormField, StoredContact } from '../../../shared/model/contact.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { ApiFailure } from '../../api/client.ts'
import { useAmendContact, useUpdateContact } from '../../api/use-contacts.ts'

interface SaveCellOptions {
  readonly stored: StoredContact
  readonly form: ContactForm
  readonly field: FormField
  /** What the field held when typing began. */
  readonly base: string
}

export interface CellSaving {
  /** Whether the field may hold this: a contact that is not created yet needs some. */
  readonly mayBe: (value: string) => boolean
  readonly save: (value: string, onSaved: () => void) => void
  readonly isPending: boolean
  readonly error: ApiFailure | null
}

/** Notes the change of one field; of a contact that waits to be created, the creation is rewritten. */
export function useSaveCell({ stored, form, field, base }: SaveCellOptions): CellSaving {
  const update = useUpdateContact()
  const amend = useAmendContact()
  const { createdBy } = stored
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return {
    mayBe: (value) =>
      value !== '' || createdBy === null || !(field.isRequired || form.needsOneOf.includes(field.name)),
    save(value, onSaved) {
      const saved =
        createdBy === null
          ? update.mutateAsync({
              key: stored.key,
              values: { [field.name]: value },
              base: { [field.name]: base },
            })
          : amend.mutateAsync({ ...createdBy, values: rewritten(stored, form, field.name, value) })
      saved.then(onSaved, (failure: unknown) => {
        // Otherwise the editor is gone, and with it the place to say so.
        if (!isHere.current && failure instanceof ApiFailure) announceFailure(failure)
      })
    },
    isPending: update.isPending || amend.isPending,
    error: update.error ?? amend.error,
  }
}

/** All that the creation sets, with the field as it is now. */
const rewritten = (
  { values }: StoredContact,
  { fields }: ContactForm,
  name: string,
  value: string,
): Record<string, string> => {
  const writable = new Set(fields.filter(({ readOnly }) => readOnly === null).map((field) => field.name))
  return Object.fromEntries(
    Object.entries({ ...values, [name]: value }).filter(([one, held]) => writable.has(one) && held !== ''),
  )
}
