import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'
import { dayInput, dayValue, offeredOptions, timeInput, timeValue } from '../../ui/field-value.ts'

interface CellInputProps {
  readonly field: FormField
  readonly label: string
  readonly value: string
  /** What the field held before it was typed into: dates are written as they were. */
  readonly before: string
  readonly isLocked: boolean
  /** The element that says what is wrong; null where nothing is. */
  readonly problemId: string | null
  readonly onChange: (value: string) => void
}

/** Whether one line can show the value as it is. Several choices and long texts are edited in the form. */
export const fitsInCell = ({ kind }: FormField, value: string): boolean =>
  kind !== 'choices' && kind !== 'long-text' && !/[\n\r]/.test(value)

/** The control of a field within a cell. A value that its kind's control could not show is a text. */
export function CellInput({ field, label, value, before, isLocked, problemId, onChange }: CellInputProps) {
  const { t } = useTranslation('grid')
  const common = {
    'aria-label': label,
    'aria-invalid': problemId !== null,
    'aria-describedby': problemId ?? undefined,
    ref: focusForTyping,
  }
  if (field.kind === 'choice' || field.kind === 'flag') {
    const offered =
      field.kind === 'choice' ? field : { ...field, options: flagOptions(t('value.yes'), t('value.no')) }
    return (
      <select
        {...common}
        value={value}
        aria-disabled={isLocked}
        onChange={(event) => {
          // Not disabled while it is saved: that would take the keyboard away from it.
          if (!isLocked) onChange(event.target.value)
        }}
      >
        <option value="">{t('value.none')}</option>
        {offeredOptions(offered, [value]).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  const timed = timedInput(field.kind, value)
  return (
    <input
      {...common}
      type={timed?.type ?? 'text'}
      dir={timed === null ? 'auto' : undefined}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      spellCheck={false}
      readOnly={isLocked}
      value={timed?.shown ?? value}
      onChange={({ target }) => {
        onChange(timed === null ? target.value : timed.read(target.value, before))
      }}
    />
  )
}

/** Once it is drawn: whoever opens an editor wants to type. */
const focusForTyping = (element: HTMLInputElement | HTMLSelectElement | null): void => {
  if (element === null || document.activeElement === element) return
  element.focus({ preventScroll: true })
  if (element instanceof HTMLInputElement && element.type === 'text') element.select()
}

const flagOptions = (yes: string, no: string): FormField['options'] => [
  { value: 'true', label: yes, isHidden: false },
  { value: 'false', label: no, isHidden: false },
]

function timedInput(kind: FormField['kind'], value: string) {
  const shown = kind === 'date' ? dayInput(value) : kind === 'time' ? timeInput(value) : null
  if (shown === null) return null
  return kind === 'date'
    ? { type: 'date', shown, read: dayValue }
    : { type: 'datetime-local', shown, read: timeValue }
}
