import { useTheme } from '@mui/material/styles'
import { useTranslation } from 'react-i18next'

/** Px around what is drawn; the axes have their own room. */
const margin = { top: 8, right: 16, bottom: 4, left: 4 }

/** What all charts have in common: the theme's own colours, motion only where it is wanted, words, and keys. */
export function useChartLook() {
  const theme = useTheme()
  const { t } = useTranslation('insights')
  return {
    colour: theme.vars.palette.primary.main,
    colours: [
      theme.vars.palette.primary.main,
      theme.vars.palette.warning.main,
      theme.vars.palette.info.main,
      theme.vars.palette.success.main,
      theme.vars.palette.secondary.main,
      theme.vars.palette.error.main,
      theme.vars.palette.text.secondary,
      theme.vars.palette.outline,
    ],
    chart: {
      margin,
      skipAnimation: theme.transitions.duration.standard === 0,
      localeText: {
        barDescription: ({ formattedCategoryValue, formattedValue, seriesLabel }: BarDescription) =>
          t('chart.point', {
            name: [formattedCategoryValue, seriesLabel].filter(Boolean).join(', '),
            value: formattedValue,
          }),
        lineDescription: ({ formattedXValue, formattedYValue }: LineDescription) =>
          t('chart.point', { name: formattedXValue, value: formattedYValue }),
      },
      sx: {
        '& .MuiBarElement-root, & .MuiMarkElement-root': { cursor: 'pointer' },
        '& .MuiChartsAxis-tickLabel': { fontVariantNumeric: 'tabular-nums' },
      },
    },
  } as const
}

/** Enter and Space on a point do what a click does. */
export const pointKeys = { keyboardActivation: true } as const

interface BarDescription {
  readonly formattedCategoryValue: string
  readonly formattedValue: string
  readonly seriesLabel?: string
}

interface LineDescription {
  readonly formattedXValue: string
  readonly formattedYValue: string
}
