import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccounts } from '../api/use-accounts.ts'
import { useAppState, useSetPreferences } from '../api/use-app-state.ts'
import { useStartSync, useSyncStatus } from '../api/use-sync.ts'
import { WorkOfflineSwitch } from '../ui/WorkOfflineSwitch.tsx'
import { appStatusOf } from './app-status.ts'
import { useStatusWords } from './use-app-status.ts'

/** One line an account, the switch to work offline, and the way to the connections. */
export function StatusPanel({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('app')
  const { preferences } = useAppState()
  const accounts = useAccounts().data ?? []
  const statuses = useSyncStatus().data ?? []
  const words = useStatusWords()
  const setPreferences = useSetPreferences()
  const startSync = useStartSync()
  const navigate = useNavigate()
  const loadable = accounts.filter((account) => account.status === 'connected')

  return (
    <Box sx={{ width: 320, py: 1.5 }}>
      <Typography variant="h2" sx={{ px: 2, pb: 1 }}>
        {t('status.panel')}
      </Typography>
      {accounts.length === 0 && (
        <Typography variant="body2" sx={{ px: 2, pb: 1, color: 'text.secondary' }}>
          {t('status.noAccountHint')}
        </Typography>
      )}
      {accounts.map((account) => (
        <Box key={account.id} sx={{ px: 2, py: 0.75 }}>
          <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {account.label}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
            {words(appStatusOf({ accounts: [account], statuses, workOffline: preferences.workOffline }))}
          </Typography>
        </Box>
      ))}
      <Divider sx={{ my: 1 }} />
      <Box sx={{ px: 2 }}>
        <WorkOfflineSwitch
          isOn={preferences.workOffline}
          onChange={(workOffline) => {
            setPreferences.mutate({ workOffline })
          }}
        />
      </Box>
      <Divider sx={{ my: 1 }} />
      <Box sx={{ px: 2, pt: 0.5, display: 'flex', gap: 1 }}>
        <Button
          variant="contained"
          disabled={loadable.length === 0 || preferences.workOffline}
          onClick={() => {
            for (const account of loadable) startSync.mutate(account.id)
          }}
        >
          {t('status.loadNow')}
        </Button>
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => {
            onLeave()
            void navigate({ to: '/connections' })
          }}
        >
          {t('status.openConnections')}
        </Button>
      </Box>
    </Box>
  )
}
