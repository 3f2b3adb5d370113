import ExpandLessIcon from '@mui/icons-material/ExpandLess'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import type { ScopeChoice } from './use-scope-choice.ts'

interface ScopeEditorProps {
  readonly provider: ProviderDescriptor
  readonly choice: ScopeChoice
}

const fields = ['required', 'optional'] as const

/** For apps that are registered with another list: the provider refuses what does not match it. */
export function ScopeEditor({ provider, choice }: ScopeEditorProps) {
  const { t } = useTranslation('connect')
  const regionId = useId()
  // A list that differs from the provider's own must not be asked for unseen.
  const [isWanted, setIsWanted] = useState(choice.isEdited)
  const { problem, text } = choice
  // Nor may what is wrong hide.
  const isOpen = isWanted || problem !== null
  return (
    <Box sx={{ mt: 1 }}>
      <Button
        aria-expanded={isOpen}
        aria-controls={regionId}
        startIcon={isOpen ? <ExpandLessIcon /> : <ExpandMoreIcon />}
        onClick={() => {
          setIsWanted(!isOpen)
        }}
        sx={{ ml: -1 }}
      >
        {t('scopes.open')}
      </Button>
      <Box
        id={regionId}
        hidden={!isOpen}
        sx={{ display: isOpen ? 'flex' : 'none', flexDirection: 'column', gap: 2, mt: 1 }}
      >
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('scopes.hint', { provider: provider.name })}
        </Typography>
        {fields.map((field) => {
          const wrong = problem?.field === field ? problem : null
          return (
            <TextField
              key={field}
              label={t(`scopes.${field}`)}
              multiline
              maxRows={8}
              value={text[field]}
              onChange={({ target }) => {
                choice.edit({ ...text, [field]: target.value })
              }}
              error={wrong !== null}
              helperText={
                wrong === null
                  ? t(`scopes.${field}Hint`)
                  : t(`scopes.problem.${wrong.kind}`, { scope: wrong.scope })
              }
              slotProps={{ htmlInput: { spellCheck: false } }}
            />
          )
        })}
        <Button
          variant="outlined"
          color="inherit"
          disabled={!choice.isEdited}
          onClick={choice.reset}
          sx={{ alignSelf: 'flex-start' }}
        >
          {t('scopes.reset')}
        </Button>
      </Box>
    </Box>
  )
}
