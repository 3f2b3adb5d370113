import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowSelection } from './use-selection.ts'

interface SelectionBarProps {
  readonly selection: RowSelection
  readonly total: number
  /** Whether there are more than `total`. */
  readonly isMore: boolean
  /** What can be done with the selected rows. */
  readonly children?: ReactNode
}

/** How many rows are selected of those that match, and how to select all or none. */
export function SelectionBar({ selection, total, isMore, children }: SelectionBarProps) {
  const { t } = useTranslation('grid')
  const { selected, count } = selection
  const isWhole = selected.kind === 'all' && selected.except.size === 0
  const words = (): string => {
    if (selected.kind === 'keys' || !isMore) {
      return t(isMore ? 'select.countOfMore' : 'select.count', { count, total })
    }
    return isWhole ? t('select.allOfMore') : t('select.allBut', { count: selected.except.size })
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5 }}>
      <span role="status">{words()}</span>
      {!isWhole && (isMore || count < total) && (
        <Button size="small" onClick={selection.selectAll}>
          {isMore ? t('select.allMatchingOfMore') : t('select.allMatching', { total })}
        </Button>
      )}
      {children}
      <Button size="small" onClick={selection.clear}>
        {t('select.clear')}
      </Button>
    </Box>
  )
}
