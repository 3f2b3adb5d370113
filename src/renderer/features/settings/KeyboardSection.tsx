import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withKeys, withoutKeys } from '../../../shared/command-keys.ts'
import { commandCategories, type CommandId, commandIds, commands } from '../../../shared/commands.ts'
import { platform } from '../../api/client.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { notify } from '../../ui/notify.ts'
import { useKeyWords } from '../../ui/key-words.ts'
import { KeyCapture } from './KeyCapture.tsx'
import { KeyRow } from './KeyRow.tsx'

/** What only a letter does, or only the pointer and the list, has no keys to change. */
const isShown = (id: CommandId): boolean => commands[id].single === undefined || commands[id].keys.length > 0

/** The keys of every command, to be changed and given back; and whether single letters are commands. */
export function KeyboardSection() {
  const { t } = useTranslation(['keyboard', 'commands'])
  const { preferences } = useAppState()
  const setPreferences = useSetPreferences()
  const [changing, setChanging] = useState<CommandId | null>(null)
  const words = useKeyWords(platform())
  const hintId = useId()

  const change = (id: CommandId, pressed: string): void => {
    setChanging(null)
    const command = t(`commands:name.${id}`)
    const keys =
      pressed === '' ? { ...preferences.keys, [id]: '' } : withKeys(pressed, id, preferences, platform())
    setPreferences.mutate(
      { keys },
      {
        onSuccess: () => {
          notify({
            tone: 'success',
            title: pressed === '' ? t('removed', { command }) : t('saved', { command, keys: words(pressed) }),
          })
        },
      },
    )
  }

  return (
    <Section title={t('title')} description={t('description')}>
      <FormControlLabel
        control={
          <Switch
            checked={preferences.hasSingleKeys}
            onChange={(_event, hasSingleKeys) => {
              setPreferences.mutate({ hasSingleKeys })
            }}
            slotProps={{ input: { 'aria-describedby': hintId } }}
          />
        }
        label={t('singleKeys')}
        sx={{ ml: 0 }}
        slotProps={{ typography: { variant: 'body1', sx: { ml: 1.25 } } }}
      />
      <Typography id={hintId} variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t('singleKeysHint')}
      </Typography>
      {commandCategories.map((category) => (
        <Box key={category} component="section" aria-label={t(`commands:category.${category}`)}>
          <Typography variant="h3" sx={{ mt: 2, mb: 0.5 }}>
            {t(`commands:category.${category}`)}
          </Typography>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {commandIds
              .filter((id) => commands[id].category === category && isShown(id))
              .map((id) => (
                <KeyRow
                  key={id}
                  id={id}
                  onChange={() => {
                    setChanging(id)
                  }}
                  onReset={() => {
                    setPreferences.mutate({ keys: withoutKeys(id, preferences) })
                  }}
                />
              ))}
          </Box>
        </Box>
      ))}
      <Button
        variant="outlined"
        color="inherit"
        sx={{ mt: 2 }}
        disabled={Object.keys(preferences.keys).length === 0}
        onClick={() => {
          setPreferences.mutate(
            { keys: {} },
            {
              onSuccess: () => {
                notify({ tone: 'success', title: t('isReset') })
              },
            },
          )
        }}
      >
        {t('resetAll')}
      </Button>
      {changing !== null && (
        <KeyCapture
          id={changing}
          onKeys={(pressed) => {
            change(changing, pressed)
          }}
          onClose={() => {
            setChanging(null)
          }}
        />
      )}
    </Section>
  )
}
