import ClearIcon from '@mui/icons-material/Close'
import SearchIcon from '@mui/icons-material/Search'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommandKeys } from '../../api/use-command-keys.ts'
import { onSearchFocusRequested } from '../../ui/search-focus.ts'
import type { FieldText } from './search-text.ts'

interface SearchFieldProps {
  readonly field: FieldText
  /** What is searched: it names the field. */
  readonly label: string
  readonly onType: (text: string) => void
  /** The user wants to go on to the rows. */
  readonly onLeave: () => void
}

// The longest search that main accepts.
const maxLength = 200

/** Searches as one types. Esc clears, Down goes to the rows. */
export function SearchField({ field, label, onType, onLeave }: SearchFieldProps) {
  const { t } = useTranslation('items')
  const input = useRef<HTMLInputElement>(null)
  const text = useSyncExternalStore(field.subscribe, field.get)
  const keys = useCommandKeys()

  useEffect(
    () =>
      onSearchFocusRequested(() => {
        input.current?.focus()
        input.current?.select()
      }),
    [],
  )

  return (
    <TextField
      type="text"
      value={text}
      onChange={(event) => {
        onType(event.target.value)
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault()
          event.stopPropagation()
          onType('')
        } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onLeave()
        }
      }}
      placeholder={label}
      sx={{ flex: '1 1 12.5rem', minWidth: 'min(12.5rem, 100%)', maxWidth: '19rem' }}
      slotProps={{
        htmlInput: {
          ref: input,
          role: 'searchbox',
          'aria-label': label,
          'aria-keyshortcuts': keys.aria('search'),
          maxLength,
          spellCheck: false,
          autoComplete: 'off',
        },
        input: {
          sx: { height: 32, '& input': { py: 0, height: '100%' } },
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon sx={{ fontSize: 18 }} />
            </InputAdornment>
          ),
          endAdornment: text !== '' && (
            <InputAdornment position="end">
              <IconButton
                aria-label={t('search.clear')}
                edge="end"
                onClick={() => {
                  onType('')
                  input.current?.focus()
                }}
              >
                <ClearIcon sx={{ fontSize: 16 }} />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
