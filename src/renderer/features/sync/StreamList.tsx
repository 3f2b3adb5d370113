import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { FeedName } from '../../../shared/model/feed.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { StreamStatus, SyncStatus } from '../../../shared/model/sync-status.ts'
import { isCountShared } from '../../ui/app-status.ts'
import { placeStreams, useFeedOptions } from './stream-groups.ts'
import { StreamGroup } from './StreamGroup.tsx'
import { StreamRow } from './StreamRow.tsx'
import { columnLook, headLook } from './stream-look.ts'

export interface TypeCount {
  readonly type: ItemType
  readonly count: number
}

interface StreamListProps {
  readonly account: Account
  readonly provider: string
  readonly status: SyncStatus
  readonly isPaused: boolean
  readonly counts: readonly TypeCount[]
  readonly pointedFeed: FeedName | null
}

/** With more lines than this in bases, the bases are closed at first. */
const mostOpenLines = 8

/** A line for each type of each feed; feeds that stand in something are under its name. */
export function StreamList(props: StreamListProps) {
  const { account, status, isPaused, counts, pointedFeed } = props
  const { t } = useTranslation('sync')
  const navigate = useNavigate()
  const hasParts = status.streams.some(({ label }) => label !== null)
  // Only there is something that is loaded when asked for, and not before.
  const mayHaveParts = hasParts || status.streams.some(({ type }) => type === 'table')
  const options = useFeedOptions(account.id, mayHaveParts)
  const streams = options === null ? status.streams.filter(({ label }) => label === null) : status.streams
  const { single, groups, notAsked } = placeStreams(streams, options ?? { feeds: [], included: [] })
  const isLong = groups.reduce((sum, group) => sum + group.streams.length, 0) > mostOpenLines

  const rowOf = (stream: StreamStatus, isInGroup: boolean) => (
    <StreamRow
      key={`${stream.feed} ${stream.type}`}
      account={account}
      provider={props.provider}
      stream={stream}
      storedCount={storedCount(stream, status.streams, counts)}
      isShared={isCountShared(stream, status.streams)}
      isRunning={status.isRunning}
      isPaused={isPaused}
      isPointedAt={stream.feed === pointedFeed}
      isInGroup={isInGroup}
    />
  )
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', containerType: 'inline-size' }}>
      <Box aria-hidden sx={[columnLook, headLook]}>
        <span>{t('columns.what')}</span>
        <span>{t('columns.state')}</span>
        <span className="count">{t('columns.here')}</span>
        <span>{t('columns.finished')}</span>
        <span>{t('columns.checked')}</span>
        <span>{t('columns.swept')}</span>
        <span>{t('columns.next')}</span>
        <span />
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {single.map((stream) => rowOf(stream, false))}
        {groups.map((group) => (
          <StreamGroup
            key={group.container.name}
            group={group}
            isOpenAtFirst={!isLong || group.streams.some(({ feed }) => feed === pointedFeed)}
          >
            {group.streams.map((stream) => rowOf(stream, true))}
          </StreamGroup>
        ))}
      </Box>
      {notAsked > 0 && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            columnGap: 2,
            flexWrap: 'wrap',
            px: 2.5,
            py: 1,
            borderTop: 1,
            borderColor: 'divider',
            typography: 'body2',
            color: 'text.secondary',
          }}
        >
          <Box sx={{ flex: 1, minWidth: 240 }}>{t('notAsked', { count: notAsked })}</Box>
          <Button
            sx={{ mr: -1.5 }}
            onClick={() => void navigate({ to: '/sync/$accountId', params: { accountId: account.id } })}
          >
            {t('actions.choose')}
          </Button>
        </Box>
      )}
    </Box>
  )
}

/**
 * How many rows of a stream are here, counted. While a run goes on the stream tells its own progress unless it
 * shares its feed, and the count of its type stands for it only where no other stream has the type.
 */
function storedCount(
  stream: StreamStatus,
  all: readonly StreamStatus[],
  counts: readonly TypeCount[],
): number | null {
  const sharesFeed = all.filter(({ feed }) => feed === stream.feed).length > 1
  if (stream.state !== 'loading' || sharesFeed) return stream.loaded
  const isAlone = all.filter(({ type }) => type === stream.type).length === 1
  return isAlone ? (counts.find(({ type }) => type === stream.type)?.count ?? 0) : null
}
