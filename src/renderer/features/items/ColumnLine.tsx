import DragIcon from '@mui/icons-material/DragIndicator'
import PinIcon from '@mui/icons-material/PushPinOutlined'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldId } from '../../../shared/model/list-field.ts'
import type { GridField } from './grid-fields.ts'

interface ColumnLineProps {
  readonly field: GridField
  readonly isShown: boolean
  /** Cannot be shown or taken away now. */
  readonly isLocked: boolean
  readonly onToggle: (field: FieldId) => void
  /** The rest is for fields that are shown. */
  readonly isTarget?: boolean
  readonly isPinned?: boolean
  readonly describedBy?: string
  readonly onPin?: () => void
  readonly onDrag?: (field: FieldId, event: PointerEvent) => void
  readonly onKeyDown?: (field: GridField, event: KeyboardEvent) => void
}

/** One field in the choice of columns. */
export function ColumnLine(props: ColumnLineProps) {
  const { field, isShown, isLocked, onToggle, onPin, onDrag, onKeyDown } = props
  const { t } = useTranslation('grid')
  return (
    <Box
      component="li"
      data-field={field.id}
      onKeyDown={(event: KeyboardEvent) => onKeyDown?.(field, event)}
      sx={{
        display: 'flex',
        alignItems: 'center',
        borderRadius: '6px',
        outline: props.isTarget === true ? '2px solid' : 'none',
        outlineColor: 'primary.main',
        outlineOffset: -2,
      }}
    >
      {onDrag !== undefined && (
        <Box
          component="span"
          aria-hidden
          title={t('columns.move', { column: field.label })}
          onPointerDown={(event) => {
            onDrag(field.id, event)
          }}
          sx={{ display: 'flex', cursor: 'grab', color: 'text.secondary', touchAction: 'none' }}
        >
          <DragIcon fontSize="small" />
        </Box>
      )}
      <FormControlLabel
        sx={{ flex: 1, minWidth: 0, mx: 0, '& .MuiFormControlLabel-label': { minWidth: 0 } }}
        label={
          <>
            <Typography variant="body2" component="span" noWrap sx={{ display: 'block' }}>
              <bdi>{field.label}</bdi>
            </Typography>
            {field.group !== null && (
              <Typography
                variant="caption"
                component="span"
                noWrap
                sx={{ display: 'block', color: 'text.secondary' }}
              >
                <bdi>{field.group}</bdi>
              </Typography>
            )}
          </>
        }
        control={
          <Checkbox
            size="small"
            checked={isShown}
            disabled={isLocked}
            onChange={() => {
              onToggle(field.id)
            }}
            slotProps={{ input: { 'aria-label': field.label, 'aria-describedby': props.describedBy } }}
          />
        }
      />
      {onPin !== undefined && (
        <IconButton
          size="small"
          aria-label={t('columns.pin', { column: field.label })}
          aria-pressed={props.isPinned === true}
          aria-describedby={props.describedBy}
          color={props.isPinned === true ? 'primary' : 'default'}
          onClick={onPin}
        >
          <PinIcon fontSize="small" />
        </IconButton>
      )}
    </Box>
  )
}
