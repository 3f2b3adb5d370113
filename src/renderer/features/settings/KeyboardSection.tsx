import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withKeys, withoutKeys } from '../../../shared/command-keys.ts'
import { commandCategories, type CommandId, commandIds, commands } from '../../../shared/commands.ts'
import type { Preferences } from '../../../shared/model/preferences.ts'
import { isLetters, withoutSingle, withSingle } from '../../../shared/single-keys.ts'
import { platform } from '../../api/client.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { KeyCapture } from './KeyCapture.tsx'
import { KeyRow } from './KeyRow.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

/** The keys of every command, to be changed and given back; and whether single letters are commands. */
export function KeyboardSection() {
  const { t } = useTranslation(['keyboard', 'commands'])
  const { preferences } = useAppState()
  const setPreferences = useSetPreferences()
  const [changing, setChanging] = useState<CommandId | null>(null)

  const change = (id: CommandId, pressed: string): void => {
    setChanging(null)
    const command = told(`commands:name.${id}`)
    const { single } = commands[id]
    const none = {
      keys: { ...preferences.keys, [id]: '' },
      ...(single === undefined ? {} : { singleKeys: { ...preferences.singleKeys, [id]: '' } }),
    }
    const chosen = (): Pick<Partial<Preferences>, 'keys' | 'singleKeys'> =>
      isLetters(pressed)
        ? { singleKeys: withSingle(pressed, id, preferences) }
        : { keys: withKeys(pressed, id, preferences, platform()) }
    setPreferences.mutate(pressed === '' ? none : chosen(), {
      onSuccess: () => {
        notify({
          tone: 'success',
          title:
            pressed === ''
              ? told('keyboard:removed', { command })
              : told('keyboard:saved', { command, keys: pressed }),
        })
      },
    })
  }

  return (
    <Section title={t('title')} description={t('description')}>
      <SwitchSetting
        id="single-keys"
        label={t('singleKeys')}
        hint={t('singleKeysHint')}
        isOn={preferences.hasSingleKeys}
        onChange={(hasSingleKeys) => {
          setPreferences.mutate({ hasSingleKeys })
        }}
      />
      {commandCategories.map((category) => (
        <Box key={category} component="section" aria-label={t(`commands:category.${category}`)}>
          <Typography variant="h3" sx={{ mt: 2, mb: 0.5 }}>
            {t(`commands:category.${category}`)}
          </Typography>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {commandIds
              .filter((id) => commands[id].category === category)
              .map((id) => (
                <KeyRow
                  key={id}
                  id={id}
                  onChange={() => {
                    setChanging(id)
                  }}
                  onReset={() => {
                    setPreferences.mutate({
                      keys: withoutKeys(id, preferences),
                      singleKeys: withoutSingle(id, preferences),
                    })
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
        disabled={Object.keys({ ...preferences.keys, ...preferences.singleKeys }).length === 0}
        onClick={() => {
          setPreferences.mutate(
            { keys: {}, singleKeys: {} },
            {
              onSuccess: () => {
                notify({ tone: 'success', title: told('keyboard:isReset') })
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
