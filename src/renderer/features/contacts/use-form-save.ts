import { useState } from 'react'
import type { ContactForm, ContactValues } from '../../../shared/model/contact.ts'
import { type Edits, typedIn } from './contact-edits.ts'
import { type FieldProblem, fieldProblems } from './field-problems.ts'
import { fieldId } from './FieldRow.tsx'
import { useSaveKeys } from './use-save-keys.ts'

interface FormSaveOptions {
  readonly form: ContactForm
  readonly edits: Edits
  readonly held: ContactValues
  readonly isNew: boolean
  /** Nothing to save, or it is being saved. */
  readonly isIdle: boolean
  readonly send: (isAnotherWanted: boolean) => void
}

/** Saving a form by button or key, once nothing stands in its way; what does is marked from then on. */
export function useFormSave({ form, edits, held, isNew, isIdle, send }: FormSaveOptions) {
  const [isAsked, setIsAsked] = useState(false)
  const current = (): ReadonlyMap<string, FieldProblem> =>
    fieldProblems(form, (name) => typedIn(edits, held, name), isNew)
  const save = (isAnotherWanted = false): void => {
    if (isIdle) return
    const [first] = current().keys()
    if (first === undefined) {
      send(isAnotherWanted)
      return
    }
    setIsAsked(true)
    // The group of the field may have to unfold first.
    setTimeout(() => document.getElementById(fieldId(first))?.focus())
  }
  useSaveKeys(save)
  return {
    save,
    problems: isAsked ? current() : noProblems,
    /** For a form that starts afresh. */
    unask: () => {
      setIsAsked(false)
    },
  }
}

const noProblems: ReadonlyMap<string, FieldProblem> = new Map()
