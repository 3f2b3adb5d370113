import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../../shared/model/change.ts'
import type { Item, ItemKey } from '../../../../shared/model/item.ts'
import { problemOf } from '../../../api/client.ts'
import { useOutbox } from '../../../api/use-outbox.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { formatDayAndTime } from '../../../ui/format.ts'
import { Differences } from '../../../ui/Differences.tsx'
import { HistorySection } from './HistorySection.tsx'

interface OwnChangesProps {
  readonly item: Item
  readonly provider: string
  /** Shows the changes of the item in the outbox. */
  readonly onShowChanges: (key: ItemKey) => void
}

/** What the user changed in a contact: what is not sent yet, what needs a word, and what ended today. */
export function OwnChanges({ item, provider, onShowChanges }: OwnChangesProps) {
  const { t } = useTranslation('detail')
  const { data: outbox, error, refetch } = useOutbox()
  if (error !== null) return <ErrorNotice {...problemOf(error)} actions={{ retry: () => void refetch() }} />
  if (outbox === undefined) return null
  const changes = [...outbox.needsYou, ...outbox.waiting, ...outbox.today].filter(
    ({ key, otherKey }) => key === item.key || otherKey === item.key,
  )
  const isOpen = changes.some(({ endedAtMs }) => endedAtMs === null)
  return (
    <HistorySection title={t('history.own')}>
      {changes.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('history.noneOwn')}
        </Typography>
      )}
      <Box component="ol" aria-label={t('history.own')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {changes.map((change) => (
          <Change key={change.id} change={change} provider={provider} />
        ))}
      </Box>
      {isOpen && (
        <Link
          component="button"
          type="button"
          variant="body2"
          sx={{ mt: 0.5 }}
          onClick={() => {
            onShowChanges(item.key)
          }}
        >
          {t('history.showOutbox')}
        </Link>
      )}
    </HistorySection>
  )
}

interface ChangeProps {
  readonly change: ChangeView
  readonly provider: string
}

function Change({ change, provider }: ChangeProps) {
  const { t } = useTranslation(['detail', 'outbox'])
  const { kind, state, madeAtMs, endedAtMs, fields, reason } = change
  const atMs = endedAtMs ?? madeAtMs
  return (
    <Box component="li" sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Typography variant="body2" component="h4" sx={{ m: 0, fontWeight: 600 }}>
        {t(`outbox:kind.${kind}`)}: {t(`history.state.${state}`)}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        <time dateTime={new Date(atMs).toISOString()}>{formatDayAndTime(atMs)}</time>
      </Typography>
      {(kind === 'update' || kind === 'create') && (
        <Differences
          atFirst={5}
          differences={fields.map(({ name, label, before, after }) => ({
            name,
            label,
            from: before,
            to: after,
          }))}
        />
      )}
      {reason?.kind === 'conflict' && (
        <Typography variant="body2" component="div" sx={{ mt: 0.5 }}>
          {t('history.conflict', { provider })}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {reason.fields.map(({ name, label, yours, theirs }) => (
              <Box component="li" key={name} sx={{ overflowWrap: 'anywhere' }}>
                {t('history.sides', { field: label, yours: yours.text, theirs: theirs.text, provider })}
              </Box>
            ))}
          </Box>
        </Typography>
      )}
    </Box>
  )
}
