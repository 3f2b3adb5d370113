import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { Problem } from '../../api/client.ts'
import { useSetPreferences } from '../../api/use-app-state.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

interface NotSavedProps {
  readonly problem: Problem
  readonly provider: ProviderDescriptor | undefined
  readonly accountId: AccountId
  /** How many fields are marked with the provider's reason. */
  readonly refusedCount: number
  readonly onRetry: () => void
  /** Opens another contact of the account. */
  readonly onOpen: (externalId: string) => void
}

/** Why saving did not work. Whatever it was, what was typed stays. */
export function NotSaved({ problem, provider, accountId, refusedCount, onRetry, onOpen }: NotSavedProps) {
  const { t } = useTranslation('contacts')
  const actions = useProblemActions(accountId, provider)
  const { error } = problem
  const name = provider?.name ?? ''
  if (error.kind === 'already-exists') {
    const { existingId } = error
    return (
      <Notice
        title={t('notSaved.exists')}
        action={
          existingId !== null && (
            <Button
              variant="outlined"
              color="inherit"
              aria-label={t('notSaved.openExisting')}
              onClick={() => {
                onOpen(existingId)
              }}
            >
              {t('notSaved.open')}
            </Button>
          )
        }
      >
        {t('notSaved.existsBody', { provider: name })} {t('notSaved.kept')}
      </Notice>
    )
  }
  if (error.kind === 'merged-into') {
    const { currentId } = error
    return (
      <Notice
        title={t('edit.merged')}
        action={
          <Button
            variant="outlined"
            color="inherit"
            onClick={() => {
              onOpen(currentId)
            }}
          >
            {t('edit.openCurrent')}
          </Button>
        }
      >
        {t('edit.mergedBody', { provider: name })} {t('notSaved.kept')}
      </Notice>
    )
  }
  if (error.kind === 'rejected' && refusedCount > 0 && refusedCount === error.fields.length) {
    return (
      <Notice title={t('notSaved.refused', { provider: name, count: refusedCount })}>
        {t('notSaved.refusedBody')} {t('notSaved.kept')}
      </Notice>
    )
  }
  return (
    <Box>
      <ErrorNotice
        {...problem}
        {...(provider === undefined ? {} : { provider: name })}
        actions={{ ...actions(onRetry), retry: onRetry }}
      />
      <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
        {t('notSaved.kept')}
      </Typography>
    </Box>
  )
}

/** What can be done about a failed call to the provider; `afterwards` runs once that is out of the way. */
export function useProblemActions(accountId: AccountId, provider: ProviderDescriptor | undefined) {
  const navigate = useNavigate()
  const setPreferences = useSetPreferences()
  const href = useRouterState({ select: ({ location }) => location.href })
  return (afterwards: () => void) => {
    const signIn = (): void => {
      void navigate({
        to: '/connections/new',
        search: { provider: provider?.id, reconnect: accountId, returnTo: href },
      })
    }
    return {
      reconnect: signIn,
      'set-client': signIn,
      'work-online': (): void => {
        setPreferences.mutate({ workOffline: false }, { onSuccess: afterwards })
      },
    }
  }
}

interface NoticeProps {
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

function Notice({ title, children, action }: NoticeProps) {
  return (
    <Box
      role="alert"
      sx={{
        display: 'flex',
        gap: 1.5,
        p: 2,
        border: 1,
        borderColor: 'warning.main',
        borderRadius: 2,
        bgcolor: 'background.paper',
      }}
    >
      <WarningIcon color="warning" fontSize="small" aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650 }}>{title}</Typography>
        <Typography variant="body2">{children}</Typography>
        <Box sx={{ '&:not(:empty)': { mt: 1.5 } }}>{action}</Box>
      </Box>
    </Box>
  )
}
