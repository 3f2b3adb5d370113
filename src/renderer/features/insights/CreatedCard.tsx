import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { InsightNumbers, InsightPeriod } from '../../../shared/model/insights.ts'
import { formatCount, formatDay } from '../../ui/format.ts'
import { ChartCard } from './ChartCard.tsx'
import { LinePoints } from './charts/lazy-charts.tsx'
import { useOpenList } from './use-open-list.ts'

const unitOf = {
  'days-30': 'days',
  'days-90': 'weeks',
  'months-12': 'weeks',
  'years-5': 'months',
} as const satisfies Record<InsightPeriod, string>

interface CreatedCardProps {
  readonly created: InsightNumbers['created']
  readonly period: InsightPeriod
}

/** New contacts over time. */
export function CreatedCard({ created, period }: CreatedCardProps) {
  const { t } = useTranslation('insights')
  const open = useOpenList()
  const isEmpty = created.every(({ count }) => count === 0)
  const rows = created.map(({ from, to, count, list }) => ({
    id: from,
    label: from === to ? formatDay(from) : t('created.span', { from: formatDay(from), to: formatDay(to) }),
    value: count,
    text: formatCount(count),
    list,
  }))
  return (
    <ChartCard
      name="created"
      description={t(`created.${unitOf[period]}`, { period: t(`period.${period}`) })}
      heads={[t('created.when'), t('created.contacts')]}
      lines={
        isEmpty
          ? []
          : rows.map(({ id, label, value, text, list }) => ({
              id,
              cells: [label, text],
              values: [id, value],
              list,
            }))
      }
      empty={<Typography variant="body2">{t('created.none')}</Typography>}
      chart={
        <LinePoints
          rows={rows}
          tick={({ id }) => formatDay(id)}
          onOpen={(row) => {
            open(row?.list)
          }}
        />
      }
    />
  )
}
