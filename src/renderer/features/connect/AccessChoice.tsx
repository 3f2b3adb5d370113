import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { accessSchema, type ProviderDescriptor } from '../../../shared/model/provider.ts'
import { useScopeWords } from '../../ui/use-scope-words.ts'
import { ScopeEditor } from './ScopeEditor.tsx'
import type { ScopeChoice } from './use-scope-choice.ts'

interface AccessChoiceProps {
  readonly provider: ProviderDescriptor
  readonly choice: ScopeChoice
}

/** What the connection will be allowed to do: the choice where there is one, then every scope in words. */
export function AccessChoice({ provider, choice }: AccessChoiceProps) {
  const { t } = useTranslation('connect')
  const titleId = useId()
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Typography variant="h2" id={titleId} sx={{ mb: 0.5 }}>
        {t('access.title')}
      </Typography>
      {provider.access.length > 1 && (
        <RadioGroup
          aria-labelledby={titleId}
          value={choice.access}
          onChange={(_event, value) => {
            choice.chooseAccess(accessSchema.parse(value))
          }}
          sx={{ mb: 1.5 }}
        >
          {provider.access.map((access) => (
            <FormControlLabel
              key={access}
              value={access}
              control={<Radio size="small" />}
              sx={{ alignItems: 'flex-start' }}
              label={
                <Box sx={{ pt: '7px' }}>
                  <Typography sx={{ fontWeight: 600 }}>{t(`access.${access}`)}</Typography>
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {t(`access.${access}Hint`, { provider: provider.name })}
                  </Typography>
                </Box>
              }
            />
          ))}
        </RadioGroup>
      )}
      {provider.scopes.length === 0 ? (
        <Typography variant="body2">{t('access.noScopes', { provider: provider.name })}</Typography>
      ) : (
        <>
          <ScopeList provider={provider} choice={choice} />
          <ScopeEditor provider={provider} choice={choice} />
        </>
      )}
    </Box>
  )
}

function ScopeList({ provider, choice }: AccessChoiceProps) {
  const { t } = useTranslation('connect')
  const titleId = useId()
  const wordsOf = useScopeWords()
  const { required, optional } = choice.request
  return (
    <>
      <Typography variant="body2" id={titleId}>
        {t('access.asksFor', { provider: provider.name })}
      </Typography>
      <Box
        component="ul"
        aria-labelledby={titleId}
        sx={{
          m: 0,
          mt: 0.5,
          pl: 2.5,
          typography: 'body2',
          columnWidth: 210,
          columnGap: 3,
          '& > li': { overflowWrap: 'anywhere', breakInside: 'avoid' },
        }}
      >
        {wordsOf(required, provider.scopes).map((words) => (
          <li key={words}>{words}</li>
        ))}
        {wordsOf(optional, provider.scopes).map((words) => (
          <li key={words}>
            {words}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('access.optional')}
            </Box>
          </li>
        ))}
      </Box>
    </>
  )
}
