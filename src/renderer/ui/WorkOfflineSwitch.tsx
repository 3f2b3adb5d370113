import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Switch from '@mui/material/Switch'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

interface WorkOfflineSwitchProps {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** Keeps the app from calling any service until it is switched off again. */
export function WorkOfflineSwitch({ isOn, onChange }: WorkOfflineSwitchProps) {
  const { t } = useTranslation('ui')
  const hintId = useId()
  return (
    <Box>
      <FormControlLabel
        control={
          <Switch
            checked={isOn}
            onChange={(_event, checked) => {
              onChange(checked)
            }}
            slotProps={{ input: { role: 'switch', 'aria-describedby': hintId } }}
          />
        }
        label={t('workOffline.label')}
        sx={{ ml: 0 }}
        slotProps={{ typography: { variant: 'body1', sx: { ml: 1.25 } } }}
      />
      <FormHelperText id={hintId}>{t('workOffline.hint')}</FormHelperText>
    </Box>
  )
}
