import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chosenLocalApiPortSchema, localApiPortSchema, signInPorts } from '../../../shared/model/local-api.ts'
import { formatList } from '../../ui/format.ts'

interface LocalApiPortProps {
  readonly port: number
  readonly isBusy: boolean
  readonly onSave: (port: number) => void
}

/** Where the local API listens. */
export function LocalApiPort({ port, isBusy, onSave }: LocalApiPortProps) {
  const { t } = useTranslation('localApi')
  const [typed, setTyped] = useState(String(port))
  const [isTried, setIsTried] = useState(false)
  const given = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null
  const parsed = chosenLocalApiPortSchema.safeParse(given)
  const isWrong = isTried && !parsed.success
  const wrong = localApiPortSchema.safeParse(given).success
    ? t('portOfSignIn', { ports: formatList(signInPorts.map(String)) })
    : t('portWrong')
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (parsed.success) onSave(parsed.data)
      }}
      sx={{ display: 'flex', gap: 1.5, alignItems: 'start', mt: 2 }}
    >
      <TextField
        label={t('port')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
        }}
        error={isWrong}
        helperText={isWrong ? wrong : t('portHint')}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
      <Button
        type="submit"
        variant="outlined"
        color="inherit"
        disabled={typed.trim() === String(port)}
        loading={isBusy}
        sx={{ height: 38, flexShrink: 0 }}
      >
        {t('savePort')}
      </Button>
    </Box>
  )
}
