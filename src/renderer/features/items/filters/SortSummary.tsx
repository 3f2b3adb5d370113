import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { ItemSort } from '../../../../shared/model/item.ts'
import { isolated } from '../../../copy/isolated.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { FilterChip } from './FilterChip.tsx'
import type { FilterFields } from './use-filter-fields.ts'

interface SortSummaryProps {
  readonly sort: readonly ItemSort[]
  readonly fields: FilterFields
  readonly onRemove: () => void
}

/** How the list is ordered, where it is by more than one column: the header shows the first alone. */
export function SortSummary({ sort, fields, onRemove }: SortSummaryProps) {
  const { t } = useTranslation('filters')
  const words = sort
    .map(({ by, direction }) => t(`sort.${direction}`, { field: isolated(fields.fieldOf(by)?.label ?? by) }))
    .join(', ')
  return (
    <Box sx={{ display: 'flex', minWidth: 0 }}>
      <FilterChip words={`${t('sort.label')} ${words}`} onRemove={onRemove} />
      <VisuallyHidden component="span">
        {sort
          .map(({ by, direction }) =>
            t(`sort.${direction}Words`, { field: isolated(fields.fieldOf(by)?.label ?? by) }),
          )
          .join(', ')}
      </VisuallyHidden>
    </Box>
  )
}
