import UndoIcon from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Tooltip from '@mui/material/Tooltip'
import { Controller, type ControllerFieldState } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ContactFieldName, ContactFields } from '../../../shared/model/contact.ts'
import { contactFieldNames, type FieldProblem, looksLikeEmail } from './contact-form.ts'
import type { ContactForm } from './use-contact-form.ts'

interface ContactFieldsetProps {
  readonly form: ContactForm
  /** What the provider has; null for a contact that does not exist yet. */
  readonly held: ContactFields | null
  readonly provider: string
  /** While an answer is awaited nothing may be typed that it would not contain. */
  readonly isReadOnly: boolean
}

const keyboards: Partial<Record<ContactFieldName, 'email' | 'tel'>> = { email: 'email', phone: 'tel' }

/** The fields of a contact. A changed one is marked, says what it was, and can be taken back alone. */
export function ContactFieldset({ form, held, provider, isReadOnly }: ContactFieldsetProps) {
  const { t } = useTranslation('contacts')

  const hintOf = (name: ContactFieldName, value: string, { error }: ControllerFieldState) => {
    if (error?.type === 'refused') return error.message
    if (error !== undefined) return t(`problems.${error.type as FieldProblem}`)
    if (isOddEmail(name, value)) return t('hints.oddEmail', { provider })
    if (held === null || value === held[name]) return undefined
    return held[name] === ''
      ? t('hints.added', { provider })
      : t('hints.changed', { provider, held: held[name] })
  }

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      {contactFieldNames.map((name) => (
        <Controller
          key={name}
          control={form.control}
          name={name}
          render={({ field: { ref, ...field }, fieldState }) => {
            const isChanged = held !== null && field.value !== held[name]
            const isOdd = fieldState.error === undefined && isOddEmail(name, field.value)
            return (
              <TextField
                {...field}
                inputRef={ref}
                label={t(`fields.${name}`)}
                error={fieldState.error !== undefined}
                helperText={hintOf(name, field.value, fieldState)}
                sx={[isChanged && changedLook, isOdd && oddLook]}
                slotProps={{
                  inputLabel: { shrink: true },
                  htmlInput: {
                    inputMode: keyboards[name],
                    readOnly: isReadOnly,
                    autoComplete: 'off',
                    spellCheck: false,
                  },
                  input: {
                    endAdornment: isChanged && (
                      <InputAdornment position="end">
                        <Tooltip title={t('revert', { field: t(`fields.${name}`) })}>
                          <IconButton
                            aria-label={t('revert', { field: t(`fields.${name}`) })}
                            edge="end"
                            disabled={isReadOnly}
                            onClick={() => {
                              form.resetField(name)
                              form.setFocus(name)
                            }}
                          >
                            <UndoIcon sx={{ fontSize: 18 }} />
                          </IconButton>
                        </Tooltip>
                      </InputAdornment>
                    ),
                  },
                }}
              />
            )
          }}
        />
      ))}
    </Box>
  )
}

/** Worth a warning, but no reason to refuse: what an address may look like is the provider's to say. */
const isOddEmail = (name: ContactFieldName, value: string): boolean =>
  name === 'email' && value.trim() !== '' && !looksLikeEmail(value)

const oddLook = { '& .MuiFormHelperText-root': { color: 'warning.main' } } as const

const changedLook = {
  '& .MuiOutlinedInput-notchedOutline': { borderColor: 'primary.main' },
  '& .MuiInputLabel-root:not(.Mui-error)': { color: 'primary.main' },
} as const
