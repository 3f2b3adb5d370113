import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { ChangeView } from '../../../shared/model/change.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChangeFrame } from './ChangeFrame.tsx'
import { ConflictBody } from './ConflictBody.tsx'
import { Difference } from './Difference.tsx'
import type { LineProps, NeedProps } from './line-props.ts'
import { ChangedThere, DeletedThere, Exists, MergedThere, OtherGone, OutcomeUnknown } from './RecordNeeds.tsx'
import { Failed, MissingPermission, Refused } from './SendingNeeds.tsx'
import { useResolving } from './use-resolving.ts'

interface NeedCardProps extends LineProps {
  /** A choice was made over an older state of the change, and not used. */
  readonly onRefused: (change: ChangeView) => void
}

/** A change that cannot go on without the user: why, what would be sent, and what can be decided. */
export function NeedCard(props: NeedCardProps) {
  const { change, place, selecting, isPointedAt } = props
  const { t } = useTranslation('outbox')
  const resolving = useResolving(change, props.onRefused)
  const isConflict = change.reason?.kind === 'conflict'
  return (
    <ChangeFrame change={change} place={place} selecting={selecting} isPointedAt={isPointedAt} state="">
      {/* The table of a conflict shows both sides of every field. */}
      {!isConflict && <Difference change={change} place={place} />}
      {!isConflict && resolving.isRefused && (
        <Typography role="status" variant="body2" sx={{ fontWeight: 600, color: 'warning.main' }}>
          {t('conflict.refused')}
        </Typography>
      )}
      <Need {...props} resolving={resolving} />
      {resolving.problem !== null && (
        <Box sx={{ mt: 1 }}>
          <ErrorNotice {...resolving.problem} provider={place.providerName} />
        </Box>
      )}
    </ChangeFrame>
  )
}

function Need(props: NeedProps) {
  const { reason } = props.change
  switch (reason?.kind) {
    case 'conflict':
      return <ConflictBody {...props} reason={reason} />
    case 'refused':
      return <Refused {...props} reason={reason} />
    case 'deleted-there':
      return <DeletedThere {...props} />
    case 'merged-there':
      return <MergedThere {...props} reason={reason} />
    case 'other-gone':
      return <OtherGone {...props} />
    case 'already-exists':
      return <Exists {...props} reason={reason} />
    case 'changed-there':
      return <ChangedThere {...props} reason={reason} />
    case 'outcome-unknown':
      return <OutcomeUnknown {...props} reason={reason} />
    case 'missing-permission':
      return <MissingPermission {...props} reason={reason} />
    case 'failed':
      return <Failed {...props} reason={reason} />
    case undefined:
      return <Failed {...props} reason={null} />
    default:
      return assertNever(reason)
  }
}
