import { useTranslation } from 'react-i18next'
import { formatDate, formatDateTime } from './format.ts'
import { ageOf, delayOf, durationOf } from './relative-time.ts'
import { useNow } from './use-now.ts'

/** Answers the words for a moment: "2 min ago", or the date once that is clearer. */
export function useRelativeTime(): (atMs: number) => string {
  const { t } = useTranslation('ui')
  const nowMs = useNow()
  return (atMs) => {
    const age = ageOf(atMs, nowMs)
    switch (age.unit) {
      case 'now':
        return t('time.now')
      case 'minutes':
        return t('time.minutes', { count: age.count })
      case 'hours':
        return t('time.hours', { count: age.count })
      case 'date':
        return formatDate(atMs)
    }
  }
}

/** A moment as people say it, with the exact time in the tooltip. */
export function RelativeTime({ atMs }: { readonly atMs: number }) {
  const words = useRelativeTime()
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs)}>
      {words(atMs)}
    </time>
  )
}

/** A moment that is to come, with the exact time in the tooltip; once it is past, it is due. */
export function DueTime({ atMs }: { readonly atMs: number }) {
  const { t } = useTranslation('ui')
  const delay = delayOf(atMs, useNow())
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs)}>
      {delay.unit === 'now' && t('time.due')}
      {delay.unit === 'minutes' && t('time.inMinutes', { count: delay.count })}
      {delay.unit === 'hours' && t('time.inHours', { count: delay.count })}
      {delay.unit === 'date' && formatDate(atMs)}
    </time>
  )
}

/** Answers how long something took: "4 min 10 s". */
export function useDurationWords(): (tookMs: number) => string {
  const { t } = useTranslation('ui')
  return (tookMs) => {
    const duration = durationOf(tookMs)
    switch (duration.unit) {
      case 'moment':
        return t('time.moment')
      case 'seconds':
        return t('time.seconds', { seconds: duration.seconds })
      case 'minutes':
        return t('time.minutesSeconds', { minutes: duration.minutes, seconds: duration.seconds })
      case 'hours':
        return t('time.hoursMinutes', { hours: duration.hours, minutes: duration.minutes })
    }
  }
}
