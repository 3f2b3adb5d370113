import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { ChangeView } from '../../../shared/model/change.ts'
import { formatDayAndTime } from '../../ui/format.ts'
import { useDurationWords } from '../../ui/RelativeTime.tsx'
import { useNowWhile } from '../../ui/use-now.ts'
import type { ChangePlace } from './use-change-places.ts'

/** How a change stands, in words; while it waits for a moment, it is counted down. */
export function useStateWords(change: ChangeView, place: ChangePlace): string {
  const { t } = useTranslation('outbox')
  const durationWords = useDurationWords()
  const nowMs = useNowWhile((change.waitsFor?.untilMs ?? null) !== null)
  const provider = place.providerName
  const account = place.account?.label ?? provider
  const time = change.endedAtMs === null ? '' : formatDayAndTime(change.endedAtMs)
  switch (change.state) {
    case 'sending':
      return t('state.sending')
    case 'held':
      return t('state.held')
    case 'needs-you':
      return ''
    case 'sent':
    case 'discarded':
    case 'settled':
      return t(`state.${change.state}`, { time })
    case 'waiting':
      break
    default:
      return assertNever(change.state)
  }
  const { waitsFor } = change
  if (waitsFor === null) return t('state.next')
  const leftMs = waitsFor.untilMs === null ? 0 : Math.ceil((waitsFor.untilMs - nowMs) / 1_000) * 1_000
  const isCounted = leftMs > 0
  const left = durationWords(leftMs)
  switch (waitsFor.for) {
    case 'undo':
      return isCounted ? t('waits.undo', { left }) : t('state.next')
    case 'limit':
      return isCounted ? t('waits.limit', { provider, left }) : t('waits.limitSoon', { provider })
    case 'provider':
      return isCounted ? t('waits.provider', { provider, left }) : t('waits.providerSoon', { provider })
    case 'outcome':
      return isCounted ? t('waits.outcomeIn', { provider, left }) : t('waits.outcome', { provider })
    case 'network':
      return t('waits.network', { provider })
    case 'reconnect':
    case 'paused':
      return t(`waits.${waitsFor.for}`, { account })
    case 'working-offline':
    case 'earlier-change':
    case 'turn':
      return t(`waits.${waitsFor.for}`)
    default:
      return assertNever(waitsFor.for)
  }
}
