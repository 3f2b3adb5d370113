import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { PropertyOption } from './load-choice-form.ts'

interface PropertyListProps {
  readonly known: readonly PropertyOption[]
  readonly chosen: readonly string[]
  readonly search: string
  readonly onToggle: (name: string, isIn: boolean) => void
}

/** So many are drawn; a portal may have thousands, and nobody reads on from here. */
const atMost = 150

/** The properties that match, under the names of their groups. */
export function PropertyList({ known, chosen, search, onToggle }: PropertyListProps) {
  const { t } = useTranslation('sync')
  const wanted = search.trim().toLowerCase()
  const matching = known.filter(({ name, label, group }) =>
    [name, label, group ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  )
  const shown = matching.slice(0, atMost)
  const groups = [...new Set(shown.map(({ group }) => group))]
  const left = matching.length - shown.length
  const ticked = new Set(chosen)
  if (matching.length === 0) {
    return <Typography variant="body2">{t('choice.properties.noMatch')}</Typography>
  }
  return (
    <>
      {groups.map((group) => (
        <Box key={group ?? ''} component="fieldset" sx={{ m: 0, p: 0, border: 0, '& + &': { mt: 1.5 } }}>
          <Typography
            component="legend"
            variant="caption"
            sx={{ p: 0, color: 'text.secondary', fontWeight: 650 }}
          >
            {group ?? t('choice.properties.noGroup')}
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
            {shown
              .filter((one) => one.group === group)
              .map(({ name, label }) => (
                <FormControlLabel
                  key={name}
                  title={name}
                  control={
                    <Checkbox
                      size="small"
                      checked={ticked.has(name)}
                      onChange={(_event, checked) => {
                        onToggle(name, checked)
                      }}
                    />
                  }
                  label={<bdi>{label}</bdi>}
                  sx={{ mr: 1, overflowWrap: 'anywhere' }}
                  slotProps={{ typography: { variant: 'body2' } }}
                />
              ))}
          </Box>
        </Box>
      ))}
      {left > 0 && (
        <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
          {t('choice.properties.more', { count: left })}
        </Typography>
      )}
    </>
  )
}
