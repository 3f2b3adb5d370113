import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useLoginStart, useSetLoginStart } from '../../api/use-login-start.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Setting } from './Setting.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

/** Whether the computer starts the app at login, or why it cannot. */
export function LoginStartSetting() {
  const { t } = useTranslation('settings')
  const { data: status, error } = useLoginStart()
  const set = useSetLoginStart()
  const failure = error ?? set.error
  return (
    <Box sx={{ mt: 2 }}>
      {status?.state === 'unavailable' && (
        <Setting id="login">
          <Typography>{t('general.login')}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('general.loginUnavailable')}
          </Typography>
        </Setting>
      )}
      {status !== undefined && status.state !== 'unavailable' && (
        <SwitchSetting
          id="login"
          label={t('general.login')}
          hint={t('general.loginHint')}
          isOn={status.state !== 'off'}
          onChange={(isOn) => {
            set.mutate(isOn)
          }}
        />
      )}
      {status?.state === 'needs-approval' && (
        <Typography role="status" variant="body2" sx={{ mt: 0.5 }}>
          {t('general.loginApproval')}
        </Typography>
      )}
      {failure !== null && <ErrorNotice {...problemOf(failure)} />}
    </Box>
  )
}
