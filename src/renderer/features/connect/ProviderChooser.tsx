import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor, ProviderId } from '../../../shared/model/provider.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { formatList } from '../../ui/format.ts'

interface ProviderChooserProps {
  readonly providers: readonly ProviderDescriptor[]
  readonly onChoose: (id: ProviderId) => void
}

/** The kinds of integration, one to choose; the first is chosen already. */
export function ProviderChooser({ providers, onChoose }: ProviderChooserProps) {
  const { t } = useTranslation(['connect', 'ui'])
  const [chosenId, setChosenId] = useState(providers[0]?.id)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (chosenId !== undefined) onChoose(chosenId)
      }}
    >
      <RadioGroup
        aria-label={t('chooser.label')}
        value={chosenId ?? ''}
        onChange={(_event, value) => {
          setChosenId(providers.find((provider) => provider.id === value)?.id)
        }}
        sx={{ gap: 1.5 }}
      >
        {providers.map((provider) => (
          <Card
            key={provider.id}
            sx={{
              '&:has(input:checked)': {
                borderColor: 'primary.main',
                boxShadow: (theme) => `inset 0 0 0 1px ${theme.vars.palette.primary.main}`,
              },
              '&:hover': { borderColor: 'text.disabled' },
            }}
          >
            <FormControlLabel
              value={provider.id}
              control={<Radio />}
              sx={{ display: 'flex', m: 0, px: 2, py: 1.5, '& .MuiFormControlLabel-label': { flex: 1 } }}
              label={
                <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, ml: 1 }}>
                  <ProviderMark name={provider.name} />
                  <Box>
                    <Typography sx={{ fontWeight: 650 }}>{provider.name}</Typography>
                    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                      {t('chooser.loads', {
                        types: formatList(provider.itemTypes.map((type) => t(`ui:itemTypesInText.${type}`))),
                      })}
                      {provider.capabilities.contacts && ` ${t('chooser.edits')}`}
                    </Typography>
                  </Box>
                </Box>
              }
            />
          </Card>
        ))}
      </RadioGroup>
      <Button type="submit" variant="contained" size="large" disabled={chosenId === undefined} sx={{ mt: 3 }}>
        {t('chooser.continue')}
      </Button>
    </form>
  )
}
