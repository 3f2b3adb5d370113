import Card from '@mui/material/Card'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { RunReport } from '../../../shared/model/feed.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { StreamStatus, SyncStatus } from '../../../shared/model/sync-status.ts'
import { RunRow } from './RunRow.tsx'

interface RunTableProps {
  readonly runs: readonly RunReport[]
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly statuses: readonly SyncStatus[]
}

const textColumns = ['what', 'did', 'started', 'took'] as const
const countColumns = ['added', 'changed', 'removed', 'calls'] as const

/** One row a run; what went wrong in it stands under it. */
export function RunTable({ runs, accounts, providers, statuses }: RunTableProps) {
  const { t } = useTranslation('sync')
  return (
    <TableContainer
      component={Card}
      tabIndex={0}
      role="region"
      aria-label={t('history.label')}
      sx={{ containerType: 'inline-size' }}
    >
      <Table size="small" sx={tableLook}>
        <TableHead>
          <TableRow>
            {textColumns.map((column) => (
              <TableCell key={column}>{t(`history.columns.${column}`)}</TableCell>
            ))}
            {countColumns.map((column) => (
              <TableCell key={column} align="right">
                {t(`history.columns.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.map((run) => {
            const account = accounts.find(({ id }) => id === run.accountId)
            return (
              <RunRow
                key={`${run.accountId} ${run.feed} ${run.mode} ${String(run.startedAtMs)}`}
                run={run}
                account={account}
                provider={providers.find(({ id }) => id === account?.providerId)?.name ?? ''}
                streams={streamsOf(run, statuses)}
              />
            )
          })}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

const streamsOf = (
  { accountId, feed }: RunReport,
  statuses: readonly SyncStatus[],
): readonly StreamStatus[] =>
  statuses
    .find((status) => status.accountId === accountId)
    ?.streams.filter((stream) => stream.feed === feed) ?? []

const tableLook = {
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { px: 1.25, py: 0.75, fontSize: '0.8125rem', verticalAlign: 'top', borderColor: 'divider' },
  '& th': { bgcolor: 'raised', color: 'text.secondary', fontWeight: 600, fontSize: '0.75rem' },
  '& thead th:first-of-type, & tbody th, & .detail td': { pl: 2.5 },
  '& thead th:last-of-type, & tbody td:last-of-type': { pr: 2.5 },
  '& tbody th': { bgcolor: 'transparent', color: 'text.primary', fontSize: '0.8125rem' },
  '@container (max-width: 800px)': { '& th, & td': { px: 0.75 } },
  '& tbody > tr:last-of-type > *': { borderBottom: 0 },
  '& tr.withDetail > *': { borderBottom: 0 },
  '& tr.detail > td': { pt: 0 },
} as const
