import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccounts } from '../api/use-accounts.ts'
import { useAppState, useSetPreferences } from '../api/use-app-state.ts'
import { useStartSync } from '../api/use-sync.ts'
import { appStatusOf, canLoad, noChanges, type OpenChanges } from '../ui/app-status.ts'
import { useStatusWords } from '../ui/status-words.ts'
import { WorkOfflineSwitch } from '../ui/WorkOfflineSwitch.tsx'
import { useStatusFacts } from './use-app-status.ts'

/** One line an account, the switch to work offline, and the way to the Sync centre. */
export function StatusPanel({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('app')
  const { preferences } = useAppState()
  const accounts = useAccounts().data ?? []
  const facts = useStatusFacts()
  const words = useStatusWords()
  const setPreferences = useSetPreferences()
  const startSync = useStartSync()
  const navigate = useNavigate()
  const headingId = useId()
  const loadable = accounts.filter((account) =>
    canLoad(
      account,
      facts?.statuses.find(({ accountId }) => accountId === account.id),
    ),
  )

  return (
    <Box sx={panelLook}>
      <Typography variant="h2" id={headingId} sx={{ px: 2, pb: 1 }}>
        {t('status.panel')}
      </Typography>
      {/* What is said may hold nothing to press: the keyboard scrolls it all the same. */}
      <Box role="group" aria-labelledby={headingId} tabIndex={0} sx={saidLook}>
        {accounts.length === 0 && (
          <Typography variant="body2" sx={{ px: 2, pb: 1, color: 'text.secondary' }}>
            {t('status.noAccountHint')}
          </Typography>
        )}
        {accounts.map((account) => (
          <Box key={account.id} sx={{ px: 2, py: 0.75 }}>
            <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              <bdi>{account.label}</bdi>
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
              {words(
                facts === null
                  ? { kind: 'unknown' }
                  : appStatusOf({ ...facts, accounts: [account], changes: noChanges }),
              )}
            </Typography>
          </Box>
        ))}
        {facts !== null && facts.changes.waiting + facts.changes.needsYou > 0 && (
          <>
            <Divider sx={{ my: 1 }} />
            <OutboxLine changes={facts.changes} onLeave={onLeave} />
          </>
        )}
        <Divider sx={{ my: 1 }} />
        <Box sx={{ px: 2, pb: 1 }}>
          <WorkOfflineSwitch
            isOn={preferences.workOffline}
            onChange={(workOffline) => {
              setPreferences.mutate({ workOffline })
            }}
          />
        </Box>
      </Box>
      <Divider />
      <Box sx={{ px: 2, pt: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button
          variant="contained"
          disabled={loadable.length === 0 || preferences.workOffline}
          onClick={() => {
            for (const { id } of loadable) startSync.mutate({ accountId: id })
          }}
        >
          {t('status.loadNow')}
        </Button>
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => {
            onLeave()
            void navigate({ to: '/sync' })
          }}
        >
          {t('status.openSync')}
        </Button>
      </Box>
    </Box>
  )
}

/** How many changes are not sent yet, and the way to them. */
function OutboxLine({ changes, onLeave }: { readonly changes: OpenChanges; readonly onLeave: () => void }) {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const { waiting, needsYou } = changes
  const words = [
    ...(needsYou > 0 ? [t('status.needsYou', { count: needsYou })] : []),
    ...(waiting > 0 ? [t('status.waitingToBeSent', { count: waiting })] : []),
  ]
  return (
    <Box sx={{ px: 2, py: 0.5 }}>
      {words.map((line) => (
        <Typography key={line} variant="body2">
          {line}
        </Typography>
      ))}
      <Button
        color="inherit"
        variant="outlined"
        sx={{ mt: 0.75 }}
        onClick={() => {
          onLeave()
          void navigate({ to: '/outbox' })
        }}
      >
        {t('status.openOutbox')}
      </Button>
    </Box>
  )
}

/** As low as the smallest window wants it: the heading and the buttons stay, what is between them scrolls. */
const panelLook = {
  display: 'flex',
  flexDirection: 'column',
  width: 320,
  // The title bar above it, and the room that a popover keeps to the edge of the window.
  maxHeight: 'calc(100vh - 80px)',
  py: 1.5,
} as const

const saidLook = {
  // Hidden texts of the switch stay within what scrolls.
  position: 'relative',
  minHeight: 0,
  overflowY: 'auto',
  '&:focus-visible': { outlineOffset: -2 },
} as const
