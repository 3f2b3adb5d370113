import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { formatCount } from '../../ui/format.ts'
import { useChosenInView } from './use-chosen-in-view.ts'

interface TypeFilterProps {
  readonly types: readonly ItemType[]
  readonly chosen: ItemType | null
  /** A saved view is shown instead: then none is chosen. */
  readonly isAside?: boolean
  /** How many items of a type are here; of all types for null. Null while they are being counted. */
  readonly countOf: (type: ItemType | null) => number | null
  readonly onChoose: (type: ItemType | null) => void
}

const all = 'all'

/** Which types the list shows, with how many there are of each. */
export function TypeFilter({ types, chosen, isAside = false, countOf, onChoose }: TypeFilterProps) {
  const { t } = useTranslation(['items', 'ui'])
  const pressed = isAside ? null : (chosen ?? all)
  const row = useChosenInView(pressed, types.length)
  return (
    <ToggleButtonGroup
      ref={row}
      exclusive
      value={pressed}
      aria-label={t('types.label')}
      onChange={(_event, value: ItemType | typeof all | null) => {
        // Null means that the pressed one was pressed again.
        if (value !== null) onChoose(value === all ? null : value)
      }}
      sx={{ columnGap: 0.5, flex: 'none', borderRadius: 0 }}
    >
      {[null, ...types].map((type) => {
        const count = countOf(type)
        return (
          <ToggleButton key={type ?? all} value={type ?? all} sx={tabLook}>
            {type === null ? t('types.all') : t(`ui:itemTypes.${type}`)}
            {count !== null && (
              <Box component="span" className="count">
                {formatCount(count)}
              </Box>
            )}
          </ToggleButton>
        )
      })}
    </ToggleButtonGroup>
  )
}

/** A tab: text with a line under the chosen one instead of MUI's row of boxes. */
export const tabLook = {
  gap: 0.75,
  px: 1.25,
  border: 0,
  '&&': { borderRadius: 0 },
  color: 'text.secondary',
  fontWeight: 600,
  whiteSpace: 'nowrap',
  boxShadow: 'inset 0 -2px 0 transparent',
  '&:hover': { bgcolor: 'action.hover' },
  '&&.Mui-selected': {
    color: 'text.primary',
    bgcolor: 'transparent',
    boxShadow: (theme: { vars: { palette: { primary: { main: string } } } }) =>
      `inset 0 -2px 0 ${theme.vars.palette.primary.main}`,
  },
  '&.Mui-focusVisible': { outlineOffset: -2 },
  '& .count': {
    fontSize: '0.75rem',
    fontWeight: 500,
    color: 'text.secondary',
    fontVariantNumeric: 'tabular-nums',
  },
}
