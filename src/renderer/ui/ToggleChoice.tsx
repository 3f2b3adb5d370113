import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useId } from 'react'

interface ToggleChoiceProps<Value extends string> {
  readonly label: string
  /** Whether the label stands beside it; for screen readers it is there always. */
  readonly hasLabel?: boolean
  readonly hint?: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight, at one press. */
export function ToggleChoice<Value extends string>(props: ToggleChoiceProps<Value>) {
  const { label, hasLabel = true, hint, value, options, onChange } = props
  const labelId = useId()
  const hintId = useId()
  const buttons = (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      {...(hasLabel ? { 'aria-labelledby': labelId } : { 'aria-label': label })}
      aria-describedby={hint === undefined ? undefined : hintId}
      sx={{ flexWrap: 'wrap' }}
      onChange={(_event, chosen: Value | null) => {
        // Null means that the pressed one was pressed again: there is always one.
        if (chosen !== null) onChange(chosen)
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} value={option.value}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
  if (!hasLabel) return buttons
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}>
      <Box sx={{ flex: '1 1 12rem', minWidth: 0 }}>
        <Typography id={labelId}>{label}</Typography>
        {hint !== undefined && (
          <Typography id={hintId} variant="body2" sx={{ color: 'text.secondary' }}>
            {hint}
          </Typography>
        )}
      </Box>
      {buttons}
    </Box>
  )
}
