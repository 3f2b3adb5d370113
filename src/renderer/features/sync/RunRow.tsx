import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { RunReport } from '../../../shared/model/feed.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { describeError } from '../../copy/errors.ts'
import { BreakableText } from '../../ui/BreakableText.tsx'
import { formatCount } from '../../ui/format.ts'
import { RelativeTime, useDurationWords } from '../../ui/RelativeTime.tsx'
import { useFeedWords } from './stream-words.ts'

interface RunRowProps {
  readonly run: RunReport
  /** Undefined where the account was removed since. */
  readonly account: Account | undefined
  readonly provider: string
  /** The streams of the run's feed, as they stand now. */
  readonly streams: readonly StreamStatus[]
}

export function RunRow({ run, account, provider, streams }: RunRowProps) {
  const { t } = useTranslation('sync')
  const took = useDurationWords()
  const feedWords = useFeedWords()
  const what = feedWords(run.feed, streams)
  const counts = [run.added, run.changed, run.removed, run.calls]
  const hasDetail = run.outcome === 'failed'
  return (
    <>
      <TableRow className={hasDetail ? 'withDetail' : undefined}>
        <TableCell component="th" scope="row" sx={whatLook}>
          <bdi>
            <BreakableText text={what} />
          </bdi>
          <Typography variant="caption" component="div" sx={accountLook}>
            <bdi>
              <BreakableText text={account?.label ?? t('history.removedAccount')} />
            </bdi>
          </Typography>
        </TableCell>
        <TableCell sx={{ minWidth: 110, hyphens: 'auto' }}>
          {t(`history.mode.${run.mode}`)}
          {run.outcome !== 'done' && (
            <>
              {' · '}
              <Box
                component="span"
                sx={run.outcome === 'failed' ? { color: 'error.main', fontWeight: 600 } : undefined}
              >
                {t(`history.outcome.${run.outcome}`)}
              </Box>
            </>
          )}
        </TableCell>
        <TableCell sx={{ whiteSpace: 'nowrap' }}>
          <RelativeTime atMs={run.startedAtMs} />
        </TableCell>
        <TableCell sx={{ whiteSpace: 'nowrap' }}>{took(run.endedAtMs - run.startedAtMs)}</TableCell>
        {counts.map((count, index) => (
          // Nothing but the place tells the numbers apart, and it never changes.
          <TableCell key={index} align="right" sx={count === 0 ? { color: 'text.secondary' } : undefined}>
            {formatCount(count)}
          </TableCell>
        ))}
      </TableRow>
      {hasDetail && (
        <TableRow className="detail">
          <TableCell colSpan={8}>
            <RunFailure run={run} account={account} provider={provider} what={what} streams={streams} />
          </TableCell>
        </TableRow>
      )}
    </>
  )
}

/** What went wrong in a run, with the ways to what it was about. */
function RunFailure({ run, account, provider, streams, what }: RunRowProps & { readonly what: string }) {
  const { t } = useTranslation(['errors', 'sync'])
  const navigate = useNavigate()
  const described = run.error === null ? null : describeError(run.error)
  const names = { Provider: provider === '' ? t('TheService') : provider, provider, ...described?.values }
  const lines = [
    ...(described?.details ?? []),
    ...(run.reference === null ? [] : [t('reference', { reference: run.reference })]),
  ]
  const [type] = streams.map((stream) => stream.type)
  return (
    <Box sx={{ display: 'flex', columnGap: 2, rowGap: 0.5, flexWrap: 'wrap', alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1, minWidth: 280, overflowWrap: 'break-word' }}>
        {described !== null && (
          <>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {t(described.title, names)}.
            </Box>{' '}
            {t(described.body, names)}
          </>
        )}
        {lines.length > 0 && <Box sx={{ color: 'text.secondary' }}>{lines.join(' · ')}</Box>}
      </Box>
      {account !== undefined && (
        <Box sx={{ display: 'flex', gap: 1, mr: -1.5 }}>
          <Button
            aria-label={t('sync:history.showStateOf', { what })}
            onClick={() => {
              void navigate({ to: '/sync', search: { account: account.id, feed: run.feed } })
            }}
          >
            {t('sync:history.showState')}
          </Button>
          {type !== undefined && (
            <Button
              aria-label={t('sync:history.showItemsOf', { what })}
              onClick={() => {
                void navigate({ to: '/items', search: { account: account.id, type } })
              }}
            >
              {t('sync:history.showItems')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}

/** Never narrower than its longest word, up to a width at which a text without an end breaks. */
const whatLook = {
  minWidth: 110,
  maxWidth: 240,
  overflowWrap: 'break-word',
  hyphens: 'auto',
  // Where the other columns leave no more.
  '@container (max-width: 800px)': { maxWidth: 150 },
} as const

/** An address is no word: it may break anywhere before it makes the column wider. */
const accountLook = {
  color: 'text.secondary',
  fontWeight: 400,
  overflowWrap: 'anywhere',
  hyphens: 'manual',
} as const
