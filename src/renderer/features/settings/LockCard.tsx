import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { isLockable, type Protection } from '../../../shared/model/app-state.ts'
import { lockMinutesChoices } from '../../../shared/model/preferences.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { runCommand } from '../../ui/commands.ts'
import { Section } from '../../ui/Section.tsx'
import { ToggleChoice } from '../../ui/ToggleChoice.tsx'
import { Setting } from './Setting.tsx'

/** When the app is locked by itself; where a lock would keep nobody out, why there is none. */
export function LockCard({ protection }: { readonly protection: Protection }) {
  const { t } = useTranslation('settings')
  const { lockMinutes } = useAppState().preferences
  const { mutate: set } = useSetPreferences()
  return (
    <Section title={t('lock.title')}>
      <Setting id="lock">
        {isLockable(protection) ? (
          <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 2 }}>
            <ToggleChoice
              label={t('lock.after')}
              hint={t('lock.hint')}
              value={String(lockMinutes)}
              options={[null, ...lockMinutesChoices].map((minutes) => ({
                value: String(minutes),
                label: minutes === null ? t('lock.never') : t('lock.minutes', { count: minutes }),
              }))}
              onChange={(chosen) => {
                set({ lockMinutes: lockMinutesChoices.find((minutes) => String(minutes) === chosen) ?? null })
              }}
            />
            <Button
              variant="outlined"
              color="inherit"
              onClick={() => {
                runCommand('lock')
              }}
            >
              {t('lock.now')}
            </Button>
          </Box>
        ) : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t(protection.state === 'session-only' ? 'lock.session-only' : 'lock.key-store')}
          </Typography>
        )}
      </Setting>
    </Section>
  )
}
