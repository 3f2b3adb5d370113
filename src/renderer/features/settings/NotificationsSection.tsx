import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Switch from '@mui/material/Switch'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'

/** Whether the computer's own notices are shown, and what they say. */
export function NotificationsSection() {
  const { t } = useTranslation('settings')
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  const hintId = useId()
  return (
    <Section title={t('notifications.title')}>
      <FormControlLabel
        control={
          <Switch
            checked={preferences.hasSystemNotices}
            onChange={(_event, hasSystemNotices) => {
              set({ hasSystemNotices })
            }}
            slotProps={{ input: { role: 'switch', 'aria-describedby': hintId } }}
          />
        }
        label={t('notifications.system')}
        sx={{ ml: 0 }}
        slotProps={{ typography: { variant: 'body1', sx: { ml: 1.25 } } }}
      />
      <FormHelperText id={hintId}>{t('notifications.systemHint')}</FormHelperText>
    </Section>
  )
}
