import HideIcon from '@mui/icons-material/VisibilityOffOutlined'
import ShowIcon from '@mui/icons-material/VisibilityOutlined'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type PassphraseFieldProps = Omit<TextFieldProps, 'type' | 'slotProps' | 'label'> & {
  readonly label: string
  readonly isNew?: boolean
}

/** Hidden while it is typed, unless the user wants to see it. What is wrong with it is read out at once. */
export function PassphraseField({ isNew = false, ...field }: PassphraseFieldProps) {
  const { t } = useTranslation('ui')
  const [isShown, setIsShown] = useState(false)
  return (
    <TextField
      {...field}
      fullWidth
      required
      type={isShown ? 'text' : 'password'}
      slotProps={{
        htmlInput: {
          autoComplete: isNew ? 'new-password' : 'current-password',
          spellCheck: false,
          autoCapitalize: 'none',
        },
        formHelperText: field.error === true ? { role: 'alert' } : {},
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={t(isShown ? 'passphrase.hide' : 'passphrase.show', { what: field.label })}
                onClick={() => {
                  setIsShown(!isShown)
                }}
              >
                {isShown ? <HideIcon fontSize="small" /> : <ShowIcon fontSize="small" />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
