import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ChangeView, WaitReason } from '../../../shared/model/change.ts'
import { useHoldChanges, useReleaseChanges, useRetryChanges } from '../../api/use-outbox.ts'
import { describeError } from '../../copy/errors.ts'
import { ChangeFrame } from './ChangeFrame.tsx'
import { Difference } from './Difference.tsx'
import type { LineProps } from './line-props.ts'
import { useWaysOut } from './use-ways-out.ts'
import { useStateWords } from './wait-words.ts'

/** What trying at once can shorten. A pause, a deadline or an earlier change is not among it. */
const canBeTried: ReadonlySet<WaitReason['for']> = new Set(['network', 'provider', 'outcome', 'limit'])

/** A change that goes out as soon as it can, with what keeps it and what can be done about that. */
export function WaitingRow({ change, place, selecting, isPointedAt, onDiscard }: LineProps) {
  const words = useStateWords(change, place)
  return (
    <ChangeFrame
      change={change}
      place={place}
      selecting={selecting}
      isPointedAt={isPointedAt}
      state={words}
      actions={(headingId) => <WaitingActions change={change} headingId={headingId} onDiscard={onDiscard} />}
    >
      <Difference change={change} place={place} />
      {change.lastError !== null && <LastError change={change} place={place} />}
    </ChangeFrame>
  )
}

interface WaitingActionsProps {
  readonly change: ChangeView
  readonly headingId: string
  readonly onDiscard: () => void
}

function WaitingActions({ change, headingId, onDiscard }: WaitingActionsProps) {
  const { t } = useTranslation('outbox')
  const hold = useHoldChanges()
  const release = useReleaseChanges()
  const retry = useRetryChanges()
  const waysOut = useWaysOut(change)
  if (change.state === 'sending') return null
  const waitsFor = change.state === 'waiting' ? change.waitsFor?.for : undefined
  const button = (label: string, run: () => void) => (
    <Button variant="outlined" color="inherit" aria-describedby={headingId} onClick={run}>
      {label}
    </Button>
  )
  return (
    <>
      {waitsFor !== undefined &&
        canBeTried.has(waitsFor) &&
        button(t('actions.tryNow'), () => {
          retry.mutate([change.id])
        })}
      {waitsFor === 'reconnect' &&
        button(t('actions.reconnect'), () => {
          waysOut.reconnect()
        })}
      {waitsFor === 'working-offline' && button(t('actions.workOnline'), waysOut.workOnline)}
      {waitsFor === 'paused' && button(t('actions.openSync'), waysOut.openSync)}
      {change.state === 'held'
        ? button(t('actions.release'), () => {
            release.mutate([change.id])
          })
        : button(t('actions.hold'), () => {
            hold.mutate([change.id])
          })}
      {(change.kind === 'create' || change.kind === 'update') && button(t('actions.edit'), waysOut.edit)}
      {button(t('actions.discard'), onDiscard)}
    </>
  )
}

function LastError({ change, place }: Pick<LineProps, 'change' | 'place'>) {
  const { t } = useTranslation(['outbox', 'errors'])
  if (change.lastError === null) return null
  const { title, body, values } = describeError(change.lastError)
  const provider = place.providerName
  const names = { Provider: provider, provider, ...values }
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {change.attempts > 0 && `${t('lastError.tried', { count: change.attempts })} `}
      {t('lastError.what', { title: t(`errors:${title}`, names), body: t(`errors:${body}`, names) })}
    </Typography>
  )
}
