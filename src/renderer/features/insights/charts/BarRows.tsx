import { BarChart } from '@mui/x-charts/BarChart'
import type { ChartRow } from '../chart-row.ts'
import { pointKeys, useChartLook } from './use-chart-look.ts'

interface BarRowsProps {
  readonly rows: readonly ChartRow[]
  /** How a value is written at the axis. */
  readonly tick: (value: number) => string
  readonly onOpen: (row: ChartRow | undefined) => void
}

const rowHeight = 34
const axisHeight = 44

/** Horizontal bars, one a row. */
export function BarRows({ rows, tick, onOpen }: BarRowsProps) {
  const { chart, colour } = useChartLook()
  const labels = new Map(rows.map(({ id, label }) => [id, label]))
  return (
    <BarChart
      {...chart}
      experimentalFeatures={pointKeys}
      layout="horizontal"
      height={rows.length * rowHeight + axisHeight}
      hideLegend
      borderRadius={3}
      grid={{ vertical: true }}
      series={[
        {
          data: rows.map(({ value }) => value),
          color: colour,
          minBarSize: 2,
          valueFormatter: (_value, { dataIndex }) => rows[dataIndex]?.text ?? '',
        },
      ]}
      yAxis={[
        {
          scaleType: 'band',
          // Two rows may have one name.
          data: rows.map(({ id }) => id),
          valueFormatter: (id: string) => labels.get(id) ?? id,
          width: 170,
          categoryGapRatio: 0.35,
        },
      ]}
      xAxis={[{ min: 0, valueFormatter: tick, tickNumber: 5 }]}
      onItemClick={(_event, { dataIndex }) => {
        onOpen(rows[dataIndex])
      }}
    />
  )
}
