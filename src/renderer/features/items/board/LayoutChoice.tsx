import BoardIcon from '@mui/icons-material/ViewKanbanOutlined'
import GridIcon from '@mui/icons-material/TableRowsOutlined'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import type { FieldId, ListField } from '../../../../shared/model/list-field.ts'

interface LayoutChoiceProps {
  readonly layout: 'grid' | 'board'
  /** The fields that a board can stand by. */
  readonly offered: readonly ListField[]
  readonly chosen: ListField
  readonly onLayout: (layout: 'grid' | 'board') => void
  readonly onField: (field: FieldId) => void
}

/** Whether the list is a grid or a board, and what the board stands by. */
export function LayoutChoice({ layout, offered, chosen, onLayout, onField }: LayoutChoiceProps) {
  const { t } = useTranslation('views')
  return (
    <>
      {layout === 'board' && offered.length > 1 && (
        <TextField
          select
          value={chosen.id}
          onChange={({ target }) => {
            const field = offered.find(({ id }) => id === target.value)
            if (field !== undefined) onField(field.id)
          }}
          sx={{ width: 150, flex: 'none' }}
          slotProps={{
            select: { SelectDisplayProps: { 'aria-label': t('layout.field') } },
            input: { sx: { height: 32, '& .MuiSelect-select': { py: '4px' } } },
          }}
        >
          {offered.map(({ id, label }) => (
            <MenuItem key={id} value={id}>
              <bdi>{label}</bdi>
            </MenuItem>
          ))}
        </TextField>
      )}
      <ToggleButtonGroup
        exclusive
        size="small"
        value={layout}
        aria-label={t('layout.label')}
        onChange={(_event, next: 'grid' | 'board' | null) => {
          if (next !== null) onLayout(next)
        }}
        sx={{ flex: 'none', height: 32 }}
      >
        <ToggleButton value="grid" aria-label={t('layout.grid')} title={t('layout.grid')}>
          <GridIcon sx={{ fontSize: 18 }} />
        </ToggleButton>
        <ToggleButton value="board" aria-label={t('layout.board')} title={t('layout.board')}>
          <BoardIcon sx={{ fontSize: 18 }} />
        </ToggleButton>
      </ToggleButtonGroup>
    </>
  )
}
