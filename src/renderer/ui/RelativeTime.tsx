import { useTranslation } from 'react-i18next'
import { formatDate, formatDateTime } from './format.ts'
import { ageOf } from './relative-time.ts'
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
