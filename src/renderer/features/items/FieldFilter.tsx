import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

interface FieldFilterProps {
  readonly headingId: string
  readonly hasSearch: boolean
  readonly text: string
  readonly onText: (text: string) => void
  readonly hideEmpty: boolean
  readonly onHideEmpty: (hideEmpty: boolean) => void
}

/** The head of a list of properties: which of them are shown. */
export function FieldFilter(props: FieldFilterProps) {
  const { t } = useTranslation('items')
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, mb: 1 }}>
        <Typography id={props.headingId} variant="h3" sx={{ flex: '1 0 auto' }}>
          {t('details.properties')}
        </Typography>
        <FormControlLabel
          label={t('details.hideEmpty')}
          control={
            <Switch
              checked={props.hideEmpty}
              onChange={(event) => {
                props.onHideEmpty(event.target.checked)
              }}
            />
          }
          sx={{
            mx: 0,
            '& .MuiFormControlLabel-label': { ml: 0.75, fontSize: '0.75rem', color: 'text.secondary' },
          }}
        />
      </Box>
      {props.hasSearch && (
        <TextField
          value={props.text}
          placeholder={t('details.filter')}
          onChange={(event) => {
            props.onText(event.target.value)
          }}
          slotProps={{ htmlInput: { 'aria-label': t('details.filter') }, input: { sx: { height: 30 } } }}
          sx={{ mb: 1.5 }}
        />
      )}
    </>
  )
}
