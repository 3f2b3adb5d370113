import Typography from '@mui/material/Typography'
import { Link } from '@tanstack/react-router'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InsightNumbers, InsightPeriod, Money } from '../../../shared/model/insights.ts'
import { formatCount } from '../../ui/format.ts'
import { ToggleChoice } from '../../ui/ToggleChoice.tsx'
import { ChartCard } from './ChartCard.tsx'
import type { ChartRow } from './chart-row.ts'
import { BarRows } from './charts/lazy-charts.tsx'
import { currenciesOf, fullMoney, shortMoney } from './insight-words.ts'
import { useOpenList } from './use-open-list.ts'

const byCount = 'count'

interface StagesCardProps {
  readonly stages: InsightNumbers['stages']
  readonly period: InsightPeriod
}

/** Deals by stage: how many, or what they are worth in one currency. */
export function StagesCard({ stages, period }: StagesCardProps) {
  const { t } = useTranslation('insights')
  const open = useOpenList()
  const [chosen, setChosen] = useState(byCount)
  const currencies = currenciesOf(stages ?? [])
  const measures = currencies.map((currency) => ({ id: `value ${currency ?? ''}`, currency }))
  const measure = measures.find(({ id }) => id === chosen)
  const named = (stages ?? []).map((stage, n) => ({
    ...stage,
    id: String(n),
    name: stage.label ?? t('stages.noStage'),
  }))
  const valueIn = (values: readonly Money[], currency: string | null): Money =>
    values.find((money) => money.currency === currency) ?? { currency, value: 0 }
  const rows = named.map(({ id, name, count, values, list }): ChartRow => {
    if (measure === undefined) return { id, label: name, value: count, text: formatCount(count), list }
    const money = valueIn(values, measure.currency)
    return { id, label: name, value: money.value, text: fullMoney(money), list }
  })
  const wordsOf = (currency: string | null): string =>
    currency === null ? t('stages.value') : t('stages.valueIn', { currency })
  return (
    <ChartCard
      name="stages"
      description={t('stages.description', { period: t(`period.${period}`) })}
      heads={[t('stages.stage'), t('stages.deals'), ...currencies.map(wordsOf)]}
      lines={named.map(({ id, name, count, values, list }) => ({
        ...{ id, list },
        cells: [
          name,
          formatCount(count),
          ...currencies.map((currency) => fullMoney(valueIn(values, currency))),
        ],
        values: [name, count, ...currencies.map((currency) => valueIn(values, currency).value)],
      }))}
      choice={
        measures.length > 0 && (
          <ToggleChoice
            label={t('stages.measure')}
            hasLabel={false}
            value={measure?.id ?? byCount}
            options={[
              { value: byCount, label: t('stages.count') },
              ...measures.map(({ id, currency }) => ({ value: id, label: wordsOf(currency) })),
            ]}
            onChange={setChosen}
          />
        )
      }
      empty={
        stages === null ? (
          <>
            <Typography variant="body2">{t('stages.missing')}</Typography>
            <Button component={Link} to="/sync" sx={{ mt: 1 }}>
              {t('stages.choose')}
            </Button>
          </>
        ) : (
          <Typography variant="body2">{t('stages.none')}</Typography>
        )
      }
      chart={
        <BarRows
          rows={rows}
          tick={(value) =>
            measure === undefined ? formatCount(value) : shortMoney({ currency: measure.currency, value })
          }
          onOpen={(row) => {
            open(row?.list)
          }}
        />
      }
    />
  )
}
