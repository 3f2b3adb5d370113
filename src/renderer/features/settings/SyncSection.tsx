import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

/** When changes are looked for by themselves; how often and what is a matter of each account. */
export function SyncSection() {
  const { t } = useTranslation('settings')
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  const navigate = useNavigate()
  const accounts = useAccounts()
  return (
    <>
      <Section title={t('sync.whenTitle')} description={t('sync.whenHint')}>
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
          <SwitchSetting
            id="at-start"
            label={t('sync.atStart')}
            hint={t('sync.atStartHint')}
            isOn={preferences.loadsAtStart}
            onChange={(loadsAtStart) => {
              set({ loadsAtStart })
            }}
          />
          <SwitchSetting
            id="on-focus"
            label={t('sync.onFocus')}
            hint={t('sync.onFocusHint')}
            isOn={preferences.loadsOnFocus}
            onChange={(loadsOnFocus) => {
              set({ loadsOnFocus })
            }}
          />
          <SwitchSetting
            id="metered"
            label={t('sync.metered')}
            hint={t('sync.meteredHint')}
            isOn={preferences.isMetered}
            onChange={(isMetered) => {
              set({ isMetered })
            }}
          />
        </Box>
      </Section>
      <Section title={t('sync.intervalTitle')} description={t('sync.intervalHint')}>
        <Setting id="interval">
          {accounts.error !== null && <ErrorNotice {...problemOf(accounts.error)} />}
          {accounts.data?.length === 0 && <Typography variant="body2">{t('sync.noAccounts')}</Typography>}
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {accounts.data?.map(({ id, label }) => (
              <Box component="li" key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.5 }}>
                <Typography sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  <bdi>{label}</bdi>
                </Typography>
                <Button
                  aria-label={t('sync.chooseOf', { account: label })}
                  onClick={() => {
                    void navigate({ to: '/sync/$accountId', params: { accountId: id } })
                  }}
                >
                  {t('sync.choose')}
                </Button>
              </Box>
            ))}
          </Box>
        </Setting>
      </Section>
    </>
  )
}
