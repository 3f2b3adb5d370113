import { BarChart } from '@mui/x-charts/BarChart'
import { formatCount } from '../../../ui/format.ts'
import type { ChartRow } from '../chart-row.ts'
import { pointKeys, useChartLook } from './use-chart-look.ts'

/** A part of a bar. */
export interface StackedRow extends ChartRow {
  readonly bar: string
  readonly part: string
}

interface StackedBarsProps {
  readonly rows: readonly StackedRow[]
  /** In their order, with what they are called. */
  readonly bars: readonly Named[]
  readonly parts: readonly Named[]
  readonly onOpen: (row: ChartRow | undefined) => void
}

interface Named {
  readonly id: string
  readonly label: string
}

const rowHeight = 44
const roomAround = 96

/** Horizontal bars, each made of parts that the legend names. */
export function StackedBars({ rows, bars, parts, onOpen }: StackedBarsProps) {
  const { chart, colours } = useChartLook()
  const labels = new Map(bars.map(({ id, label }) => [id, label]))
  const rowOf = (bar: string | undefined, part: string | number): StackedRow | undefined =>
    rows.find((row) => row.bar === bar && row.part === part)
  return (
    <BarChart
      {...chart}
      experimentalFeatures={pointKeys}
      layout="horizontal"
      height={bars.length * rowHeight + roomAround}
      grid={{ vertical: true }}
      series={parts.map(({ id, label }, n) => ({
        id,
        label,
        stack: 'all',
        color: colours[n % colours.length] ?? '',
        data: bars.map((bar) => rowOf(bar.id, id)?.value ?? null),
        valueFormatter: (value: number | null) => (value === null ? '' : formatCount(value)),
      }))}
      yAxis={[
        {
          scaleType: 'band',
          data: bars.map(({ id }) => id),
          valueFormatter: (id: string) => labels.get(id) ?? id,
          width: 170,
          categoryGapRatio: 0.4,
        },
      ]}
      xAxis={[{ min: 0, valueFormatter: formatCount, tickNumber: 5 }]}
      onItemClick={(_event, { seriesId, dataIndex }) => {
        onOpen(rowOf(bars[dataIndex]?.id, seriesId))
      }}
    />
  )
}
