import { LineChart } from '@mui/x-charts/LineChart'
import { formatCount } from '../../../ui/format.ts'
import type { ChartRow } from '../chart-row.ts'
import { pointKeys, useChartLook } from './use-chart-look.ts'

interface LinePointsProps {
  readonly rows: readonly ChartRow[]
  /** What stands at the axis below a point. */
  readonly tick: (row: ChartRow) => string
  readonly onOpen: (row: ChartRow | undefined) => void
}

/** A line through counts, in their order. */
export function LinePoints({ rows, tick, onOpen }: LinePointsProps) {
  const { chart, colour } = useChartLook()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (
    <LineChart
      {...chart}
      experimentalFeatures={pointKeys}
      height={240}
      hideLegend
      grid={{ horizontal: true }}
      series={[
        {
          data: rows.map(({ value }) => value),
          color: colour,
          curve: 'linear',
          showMark: true,
          valueFormatter: (_value, { dataIndex }) => rows[dataIndex]?.text ?? '',
        },
      ]}
      xAxis={[
        {
          scaleType: 'point',
          data: rows.map(({ id }) => id),
          valueFormatter: (id: string, { location }) => {
            const row = byId.get(id)
            if (row === undefined) return id
            return location === 'tick' ? tick(row) : row.label
          },
        },
      ]}
      yAxis={[{ min: 0, valueFormatter: formatCount, tickMinStep: 1, width: 48 }]}
      onMarkClick={(_event, { dataIndex }) => {
        onOpen(rows[dataIndex])
      }}
      onAxisClick={(_event, at) => {
        if (at !== null) onOpen(rows[at.dataIndex])
      }}
    />
  )
}
