import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { InsightNumbers } from '../../../shared/model/insights.ts'
import { itemTypeSchema } from '../../../shared/model/item-type.ts'
import { formatCount } from '../../ui/format.ts'
import { ChartCard } from './ChartCard.tsx'
import { StackedBars } from './charts/lazy-charts.tsx'
import { useOpenList } from './use-open-list.ts'

interface SourcesCardProps {
  readonly sources: InsightNumbers['sources']
  readonly accounts: readonly Account[]
}

/** How much there is of what, by account. */
export function SourcesCard({ sources, accounts }: SourcesCardProps) {
  const { t } = useTranslation(['insights', 'ui'])
  const open = useOpenList()
  const ids = [...new Set(sources.map(({ accountId }) => accountId))]
  const labelOf = (id: string): string =>
    accounts.find((account) => account.id === id)?.label ?? t('sources.gone')
  const bars = ids
    .map((id) => ({ id, label: labelOf(id) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  const parts = itemTypeSchema.options
    .filter((type) => sources.some((source) => source.type === type))
    .map((id) => ({ id, label: t(`ui:itemTypes.${id}`) }))
  const rows = sources.map(({ accountId, type, count, list }) => {
    const label = t('sources.row', { source: labelOf(accountId), type: t(`ui:itemTypes.${type}`) })
    return {
      ...{ id: `${accountId} ${type}`, bar: accountId, part: type, label, list },
      ...{ value: count, text: formatCount(count) },
    }
  })
  return (
    <ChartCard
      name="sources"
      description={t('sources.description')}
      heads={[t('sources.source'), t('sources.items')]}
      lines={rows.map(({ id, label, value, text, list }) => ({
        id,
        cells: [label, text],
        values: [label, value],
        list,
      }))}
      empty={null}
      chart={
        <StackedBars
          rows={rows}
          bars={bars}
          parts={parts}
          onOpen={(row) => {
            open(row?.list)
          }}
        />
      }
    />
  )
}
