import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

interface ListFootProps {
  /** Null before the first answer. */
  readonly total: number | null
  /** Whether there are more than `total`. */
  readonly isMore: boolean
  readonly isSearch: boolean
  readonly isPending: boolean
}

/** How many rows there are, counted; told to screen readers once the search has settled. */
export function ListFoot({ total, isMore, isSearch, isPending }: ListFootProps) {
  const { t } = useTranslation('items')
  const words = (): string => {
    // Why there are no rows is said where the rows would be.
    if (total === null || total === 0) return isSearch && total === 0 ? t('found.none') : '\u00a0'
    if (isMore) return t('found.moreThan', { count: total })
    return isSearch ? t('found.matches', { count: total }) : t('found.all', { count: total })
  }
  return (
    <Typography
      variant="caption"
      component="p"
      role="status"
      aria-busy={isPending}
      sx={{
        m: 0,
        px: 2,
        py: 0.5,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        color: 'text.secondary',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {words()}
    </Typography>
  )
}
