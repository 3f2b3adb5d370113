import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { usePasteAddress } from '../../api/use-sign-in.ts'
import { describeError } from '../../copy/errors.ts'
import { takeFocus } from '../../ui/take-focus.ts'

/** The way out where the browser cannot reach the app: the address at which it ended carries the answer. */
export function PasteAddress({ provider }: { readonly provider: string }) {
  const { t } = useTranslation(['connect', 'errors'])
  const paste = usePasteAddress()
  const [address, setAddress] = useState('')
  const [isMissing, setIsMissing] = useState(false)

  const wordsOf = (thrown: unknown): string => {
    const { title, body, values } = describeError(problemOf(thrown).error)
    const names = { Provider: provider, provider, ...values }
    return `${t(`errors:${title}`, names)}. ${t(`errors:${body}`, names)}`
  }
  const problem = isMissing ? t('paste.missing') : paste.error === null ? null : wordsOf(paste.error)
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsMissing(address.trim() === '')
        if (address.trim() !== '') paste.mutate(address)
      }}
      sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}
    >
      <TextField
        label={t('paste.label')}
        value={address}
        onChange={({ target }) => {
          setAddress(target.value)
          setIsMissing(false)
          if (paste.isError) paste.reset()
        }}
        error={problem !== null}
        helperText={
          // Announced when it comes: the focus stays where it is, on the button or in the field.
          <span role={problem === null ? undefined : 'alert'}>{problem ?? t('paste.hint')}</span>
        }
        inputRef={takeFocus}
        autoComplete="off"
        slotProps={{ htmlInput: { spellCheck: false, maxLength: 8_000 } }}
        sx={{ flex: '1 1 280px', width: 'auto' }}
      />
      <Button type="submit" variant="contained" loading={paste.isPending} sx={{ mt: '4px' }}>
        {t('paste.submit')}
      </Button>
    </Box>
  )
}
