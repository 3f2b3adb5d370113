import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useRuns, useSyncStatus } from '../../api/use-sync.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { RunTable } from './RunTable.tsx'

const route = getRouteApi('/shell/sync')
/** More are drawn only when somebody wants to see them. */
const atOnce = 50

/** The runs that are over, newest first: what each did, what it cost, and what went wrong. */
export function HistoryTab() {
  const { t } = useTranslation('sync')
  const { account: accountId, only } = route.useSearch()
  const navigate = route.useNavigate()
  const runs = useRuns(accountId ?? null)
  const accounts = useAccounts().data ?? []
  const providers = useProviders().data ?? []
  const statuses = useSyncStatus().data ?? []
  const [shownCount, setShownCount] = useState(atOnce)
  const onlyProblems = only === 'problems'
  const wanted = runs.data?.filter(({ outcome }) => !onlyProblems || outcome === 'failed')

  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <TextField
          select
          value={accountId ?? ''}
          onChange={({ target }) => {
            const account = accounts.find(({ id }) => id === target.value)?.id
            void navigate({ search: (before) => ({ ...before, account }), replace: true })
          }}
          sx={{ width: 240 }}
          slotProps={{
            select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('history.account') } },
            input: { sx: { height: 32, '& .MuiSelect-select': { py: '4px' } } },
          }}
        >
          <MenuItem value="">{t('history.allAccounts')}</MenuItem>
          {accounts.map(({ id, label }) => (
            <MenuItem key={id} value={id}>
              <bdi>{label}</bdi>
            </MenuItem>
          ))}
        </TextField>
        <FormControlLabel
          label={t('history.onlyProblems')}
          control={
            <Switch
              checked={onlyProblems}
              onChange={(_event, checked) => {
                const next = checked ? ('problems' as const) : undefined
                void navigate({ search: (before) => ({ ...before, only: next }), replace: true })
              }}
              slotProps={{ input: { role: 'switch' } }}
            />
          }
          sx={{ ml: 0, mr: 0 }}
          slotProps={{ typography: { variant: 'body2', sx: { ml: 1 } } }}
        />
        <Box sx={{ flex: 1 }} />
        <Typography role="status" variant="caption" sx={{ color: 'text.secondary' }}>
          {wanted !== undefined && wanted.length > 0 && t('history.count', { count: wanted.length })}
        </Typography>
      </Box>
      {runs.error !== null && (
        <ErrorNotice {...problemOf(runs.error)} actions={{ retry: () => void runs.refetch() }} />
      )}
      {wanted?.length === 0 && (
        <Card>
          <EmptyState title={t(onlyProblems ? 'history.emptyProblems' : 'history.empty')}>
            {onlyProblems && t('history.emptyProblemsBody')}
          </EmptyState>
        </Card>
      )}
      {wanted !== undefined && wanted.length > 0 && (
        <RunTable
          runs={wanted.slice(0, shownCount)}
          accounts={accounts}
          providers={providers}
          statuses={statuses}
        />
      )}
      {wanted !== undefined && wanted.length > shownCount && (
        <Button
          variant="outlined"
          color="inherit"
          sx={{ alignSelf: 'center' }}
          onClick={() => {
            setShownCount(shownCount + atOnce)
          }}
        >
          {t('history.more')}
        </Button>
      )}
    </>
  )
}
