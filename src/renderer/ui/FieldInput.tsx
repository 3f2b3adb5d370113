import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { ChoiceInput, type ChoiceInputProps, ChoicesInput } from './ChoiceInputs.tsx'
import { dayInput, dayValue, timeInput, timeValue } from './field-value.ts'
import type { FormField } from '../../shared/model/contact.ts'

interface FieldInputProps extends ChoiceInputProps {
  /** What the field held before it was typed into: dates are written as they were. */
  readonly before: string
}

const keyboards: Partial<Record<FormField['kind'], 'email' | 'tel' | 'decimal' | 'url'>> = {
  email: 'email',
  phone: 'tel',
  number: 'decimal',
  address: 'url',
}

/** The control of a field. A value that its kind's control could not show is a text: it is never changed unasked. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, before, isLocked, onChange, common } = props
  switch (field.kind) {
    case 'flag':
    case 'choice':
      return <ChoiceInput {...props} />
    case 'choices':
      return <ChoicesInput {...props} />
    case 'date': {
      const shown = dayInput(value)
      if (shown === null) break
      return (
        <Typed
          {...{ common, isLocked }}
          type="date"
          value={shown}
          onChange={(text) => {
            onChange(dayValue(text, before))
          }}
        />
      )
    }
    case 'time': {
      const shown = timeInput(value)
      if (shown === null) break
      return (
        <Typed
          {...{ common, isLocked }}
          type="datetime-local"
          value={shown}
          onChange={(text) => {
            onChange(timeValue(text, before))
          }}
        />
      )
    }
    case 'long-text':
      return <Typed {...{ common, isLocked, value, onChange }} isLong />
    default:
      break
  }
  const keyboard = keyboards[field.kind]
  return (
    <Typed {...{ common, isLocked, value, onChange }} {...(keyboard === undefined ? {} : { keyboard })} />
  )
}

interface TypedProps {
  readonly common: TextFieldProps
  readonly isLocked: boolean
  readonly value: string
  readonly onChange: (text: string) => void
  readonly type?: 'date' | 'datetime-local'
  readonly isLong?: boolean
  readonly keyboard?: 'email' | 'tel' | 'decimal' | 'url'
}

function Typed({ common, isLocked, value, onChange, type, isLong = false, keyboard }: TypedProps) {
  return (
    <TextField
      {...common}
      {...(type === undefined ? {} : { type })}
      {...(isLong ? { multiline: true, minRows: 2, maxRows: 10 } : {})}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
      slotProps={{
        ...common.slotProps,
        htmlInput: {
          readOnly: isLocked,
          autoComplete: 'off',
          spellCheck: isLong,
          inputMode: keyboard,
          dir: type === undefined ? 'auto' : undefined,
        },
      }}
    />
  )
}
