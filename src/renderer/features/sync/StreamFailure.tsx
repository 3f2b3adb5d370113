import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/errors.ts'
import type { Account } from '../../../shared/model/account.ts'
import { useSetPreferences } from '../../api/use-app-state.ts'
import { describeError, type ErrorAction } from '../../copy/errors.ts'

interface StreamFailureProps {
  readonly account: Account
  readonly provider: string
  readonly error: AppError
  readonly reference: string | null
  /** Null where it cannot be tried now. */
  readonly onRetry: (() => void) | null
}

/** Why a part did not load: what happened, what is safe, what is missing, what to do, and the log's reference. */
export function StreamFailure({ account, provider, error, reference, onRetry }: StreamFailureProps) {
  const { t } = useTranslation(['errors', 'sync'])
  const { title, body, values, details, action } = describeError(error)
  const names = { Provider: provider, provider, ...values }
  const actions = useFailureActions(account, onRetry)
  const run = actions[action ?? 'retry']
  const lines = [
    ...(error.kind === 'missing-permission' && error.scopes.length > 0
      ? [t('sync:failure.scopes', { scopes: error.scopes.join(', ') })]
      : details),
    ...(reference === null ? [] : [t('reference', { reference })]),
  ]
  return (
    <Box
      sx={{ display: 'flex', columnGap: 2, rowGap: 0.5, flexWrap: 'wrap', alignItems: 'flex-start', mt: 0.5 }}
    >
      <Typography variant="body2" sx={{ flex: 1, minWidth: 260, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
          {t(title, names)}.
        </Box>{' '}
        {t(body, names)}
        {lines.length > 0 && (
          <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
            {lines.join(' · ')}
          </Box>
        )}
      </Typography>
      {run !== undefined && (
        <Button variant="outlined" color="inherit" onClick={run}>
          {t(`actions.${action ?? 'retry'}`)}
        </Button>
      )}
    </Box>
  )
}

/** What this screen can do about an error. */
function useFailureActions(
  account: Account,
  onRetry: (() => void) | null,
): Partial<Record<ErrorAction, () => void>> {
  const navigate = useNavigate()
  const setPreferences = useSetPreferences()
  return {
    ...(onRetry === null ? {} : { retry: onRetry }),
    reconnect: () => {
      void navigate({
        to: '/connections/new',
        search: { provider: account.providerId, reconnect: account.id, returnTo: '/sync' },
      })
    },
    'set-client': () => {
      void navigate({ to: '/settings/apps/$providerId', params: { providerId: account.providerId } })
    },
    'work-online': () => {
      setPreferences.mutate({ workOffline: false })
    },
  }
}
