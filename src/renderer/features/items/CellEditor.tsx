import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactForm, FormField, StoredContact } from '../../../shared/model/contact.ts'
import { valueIn } from '../../../shared/model/contact.ts'
import type { ItemKey, ItemRow } from '../../../shared/model/item.ts'
import type { Told } from '../../../shared/model/told.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { problemOf } from '../../api/client.ts'
import { contactFormQuery, storedContactQuery } from '../../api/use-contacts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { sentValue } from '../../ui/field-value.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { BelowCell } from './BelowCell.tsx'
import { CellInput, fitsInCell } from './CellInput.tsx'
import { useSaveCell } from './use-save-cell.ts'

// What tells phone numbers apart is large, and nothing that a list needs at its first paint.
const CellHint = lazy(async () => ({ default: (await import('./CellHint.tsx')).CellHint }))

interface CellEditorProps {
  readonly row: ItemRow
  /** The name under which the contact's form has the field. */
  readonly name: string
  readonly label: string
  /** The label, for what is kept. */
  readonly toldLabel: string | Told
  /** Is about to be saved: the row may stop to match the view by that. */
  readonly onSaving: (key: ItemKey) => void
  /** `step`: how many cells to go on by; null leaves the keyboard where it is. */
  readonly onDone: (step: -1 | 0 | 1 | null) => void
}

/** A field of a contact, changed where it stands. */
export function CellEditor(props: CellEditorProps) {
  const { row, name } = props
  const stored = useQuery(storedContactQuery(row.key))
  const form = useQuery(contactFormQuery(row.accountId))
  const field = form.data?.fields.find((one) => one.name === name)
  const failure = stored.error ?? form.error
  const isRead = stored.data !== undefined && form.data !== undefined
  const isPossible =
    isRead && field?.readOnly === null && fitsInCell(field, valueIn(stored.data.values, name))
  const { onDone } = props
  useEffect(() => {
    if (failure === null && (isPossible || !isRead)) return
    if (failure === null) {
      const title = told('grid:edit.inForm', { field: props.toldLabel })
      const place = `/contacts/${encodeURIComponent(row.key)}?${String(new URLSearchParams({ field: name }))}`
      notify({ tone: 'info', title, href: place })
    } else announceFailure(failure)
    onDone(0)
  }, [failure, isPossible, isRead, onDone, props.toldLabel, name, row.key])
  if (!isPossible) return <span className="skeleton" />
  return <OpenEditor {...props} stored={stored.data} form={form.data} field={field} />
}

interface OpenEditorProps extends CellEditorProps {
  readonly stored: StoredContact
  readonly form: ContactForm
  readonly field: FormField
}

function OpenEditor({ row, name, label, stored, form, field, onSaving, onDone }: OpenEditorProps) {
  const { t } = useTranslation('grid')
  const problemId = useId()
  const cell = useRef<HTMLSpanElement>(null)
  // What was there when typing began is what the change is measured against.
  const [base] = useState(() => valueIn(stored.values, name))
  const [value, setValue] = useState(base)
  const [isEmptyRefused, setIsEmptyRefused] = useState(false)
  const saving = useSaveCell({ stored, form, field, base })
  const isOver = useRef(false)
  const provider = useProviders().data?.find(({ id }) => id === row.providerId)?.name ?? ''

  const finish = (step: -1 | 0 | 1 | null): void => {
    if (isOver.current || saving.isPending) return
    const sent = sentValue(field, value)
    if (value === base || sent === sentValue(field, base)) {
      isOver.current = true
      onDone(step)
      return
    }
    if (!saving.mayBe(sent)) {
      setIsEmptyRefused(true)
      return
    }
    onSaving(row.key)
    saving.save(sent, () => {
      isOver.current = true
      onDone(step)
    })
  }
  // Nothing typed is lost when the line goes away below it.
  const leave = useRef((): void => undefined)
  useEffect(() => {
    leave.current = () => {
      finish(null)
    }
  })
  useEffect(() => () => leave.current(), [])

  const onKeyDown = (event: KeyboardEvent): void => {
    const isSave = event.key === 'Enter' || (event.key === 's' && (event.ctrlKey || event.metaKey))
    if (event.nativeEvent.isComposing || !(isSave || event.key === 'Tab' || event.key === 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      isOver.current = true
      onDone(0)
    } else finish(isSave ? 0 : event.shiftKey ? -1 : 1)
  }

  const problem = isEmptyRefused ? (
    t('edit.notEmpty', { field: label })
  ) : saving.error === null ? null : (
    <ErrorNotice {...problemOf(saving.error)} />
  )
  return (
    <>
      {/* The keys are those of the control in it. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <span
        ref={cell}
        className="editor"
        onKeyDown={onKeyDown}
        onBlur={() => {
          finish(null)
        }}
      >
        <CellInput
          field={field}
          label={t('edit.label', { field: label, name: row.name })}
          value={value}
          before={base}
          isLocked={saving.isPending}
          problemId={problem === null ? null : problemId}
          onChange={(next) => {
            setIsEmptyRefused(false)
            setValue(next)
          }}
        />
      </span>
      {problem !== null && (
        <BelowCell anchor={cell} id={problemId} role="alert">
          {problem}
        </BelowCell>
      )}
      {problem === null && value !== base && (
        <Suspense>
          <CellHint anchor={cell} field={field} value={value} provider={provider} />
        </Suspense>
      )}
    </>
  )
}
