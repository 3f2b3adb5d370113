import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Switch from '@mui/material/Switch'
import { useId } from 'react'
import { Setting } from './Setting.tsx'

interface SwitchSettingProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A setting that is on or off, with what that means. */
export function SwitchSetting({ id, label, hint, isOn, onChange }: SwitchSettingProps) {
  const hintId = useId()
  return (
    <Setting id={id}>
      <FormControlLabel
        control={
          <Switch
            checked={isOn}
            onChange={(_event, checked) => {
              onChange(checked)
            }}
            slotProps={{
              input: { role: 'switch', 'aria-describedby': hint === undefined ? undefined : hintId },
            }}
          />
        }
        label={label}
        sx={{ ml: 0 }}
        slotProps={{ typography: { variant: 'body1', sx: { ml: 1.25 } } }}
      />
      {hint !== undefined && <FormHelperText id={hintId}>{hint}</FormHelperText>}
    </Setting>
  )
}
