import TableIcon from '@mui/icons-material/TableChartOutlined'
import ChartIcon from '@mui/icons-material/BarChartOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import Card from '@mui/material/Card'
import { type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InsightList } from '../../../shared/model/insights.ts'
import { SmallTable } from '../../ui/SmallTable.tsx'
import { ChartFiles, type ChartName } from './ChartFiles.tsx'
import { searchOf } from './chart-row.ts'
import { RouterLink } from './list-links.ts'

/** A line of the chart's table. */
export interface TableLine {
  readonly id: string
  /** The first one leads to the list. */
  readonly cells: readonly string[]
  /** The same for programs: numbers with all their digits. */
  readonly values: readonly (string | number)[]
  readonly list: InsightList
}

interface ChartCardProps {
  readonly name: ChartName
  readonly description: string
  readonly heads: readonly string[]
  readonly lines: readonly TableLine[]
  /** What else can be chosen about the chart. */
  readonly choice?: ReactNode
  /** Stands in place of chart and table where there are no lines. */
  readonly empty: ReactNode
  readonly chart: ReactNode
}

/** A chart with its table, which has the same numbers and the same ways to their lists. */
export function ChartCard({ name, description, heads, lines, choice, empty, chart }: ChartCardProps) {
  const { t } = useTranslation('insights')
  const title = t(`${name}.title`)
  const [isTable, setIsTable] = useState(false)
  const headingId = useId()
  const drawn = useRef<HTMLDivElement>(null)
  const keysId = useId()
  const hasLines = lines.length > 0
  return (
    <Card component="section" aria-labelledby={headingId} sx={{ p: 2.5, minWidth: 0 }}>
      <Box sx={headLook}>
        <Box sx={{ flex: '1 1 14rem', minWidth: 0 }}>
          <Typography variant="h2" id={headingId}>
            {title}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {description}
          </Typography>
        </Box>
        {hasLines && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
            <Button
              size="small"
              startIcon={isTable ? <ChartIcon /> : <TableIcon />}
              aria-label={t(isTable ? 'chart.asChartOf' : 'chart.asTableOf', { title })}
              onClick={() => {
                setIsTable(!isTable)
              }}
            >
              {t(isTable ? 'chart.asChart' : 'chart.asTable')}
            </Button>
            <ChartFiles
              name={name}
              rows={[heads, ...lines.map(({ values }) => values)]}
              drawn={isTable ? null : drawn}
            />
          </Box>
        )}
      </Box>
      {hasLines && choice !== undefined && <Box sx={{ mt: 1.5 }}>{choice}</Box>}
      <Box sx={{ mt: 1.5 }}>
        {!hasLines && empty}
        {hasLines && isTable && (
          <SmallTable
            label={title}
            heads={heads}
            maxHeight={320}
            lines={lines.map(({ id, cells: [first, ...others], list }) => ({
              id,
              cells: [
                <RouterLink key="list" to="/items" search={searchOf(list)}>
                  <bdi>{first}</bdi>
                </RouterLink>,
                ...others,
              ],
            }))}
          />
        )}
        {hasLines && !isTable && (
          <Box role="group" ref={drawn} aria-label={title} aria-describedby={keysId}>
            <Typography id={keysId} hidden>
              {t('chart.keys')}
            </Typography>
            <Suspense fallback={<Skeleton variant="rounded" height={240} />}>{chart}</Suspense>
          </Box>
        )}
      </Box>
    </Card>
  )
}

const headLook = {
  display: 'flex',
  alignItems: 'flex-start',
  flexWrap: 'wrap',
  columnGap: 2,
  rowGap: 1,
} as const
