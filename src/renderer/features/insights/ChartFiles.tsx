import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import ImageIcon from '@mui/icons-material/ImageOutlined'
import Button from '@mui/material/Button'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartFile } from '../../../shared/model/insights.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { useSaveChart } from '../../api/use-insights.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { csvText } from './csv-text.ts'
import { drawPicture } from './draw-picture.ts'

/** The charts; each has its words under its name. */
export type ChartName = 'stages' | 'sources' | 'created'

interface ChartFilesProps {
  readonly name: ChartName
  readonly rows: readonly (readonly (string | number)[])[]
  /** Where the chart is drawn; null while a table stands in its place. */
  readonly drawn: RefObject<HTMLElement | null> | null
}

/** Takes a chart along: as a table, and as the picture that it is. */
export function ChartFiles({ name, rows, drawn }: ChartFilesProps) {
  const { t } = useTranslation('insights')
  const title = t(`${name}.title`)
  const { mutate, isPending } = useSaveChart()
  const save = (chart: ChartFile): void => {
    mutate(chart, {
      onSuccess: (isSaved) => {
        const saved = told('insights:chart.saved', { title: told(`insights:${name}.title`) })
        if (isSaved) notify({ tone: 'success', title: saved })
      },
      onError: announceFailure,
    })
  }
  const savePicture = (container: HTMLElement): void => {
    drawPicture(container, title).then(
      (base64) => {
        save({ kind: 'png', name: title, base64 })
      },
      () => {
        notify({ tone: 'error', title: told('insights:chart.notDrawn') })
      },
    )
  }
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        aria-label={t('chart.csvOf', { title })}
        disabled={isPending}
        onClick={() => {
          save({ kind: 'csv', name: title, text: csvText(rows) })
        }}
      >
        {t('chart.csv')}
      </Button>
      {drawn !== null && (
        <Button
          size="small"
          startIcon={<ImageIcon />}
          aria-label={t('chart.pngOf', { title })}
          disabled={isPending}
          onClick={() => {
            if (drawn.current !== null) savePicture(drawn.current)
          }}
        >
          {t('chart.png')}
        </Button>
      )}
    </>
  )
}
