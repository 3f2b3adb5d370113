import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { updateChannels, updateChoices } from '../../../../shared/model/updates.ts'
import { problemOf } from '../../../api/client.ts'
import { useAppState, useSetPreferences } from '../../../api/use-app-state.ts'
import { useUpdates } from '../../../api/use-updates.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { ToggleChoice } from '../../../ui/ToggleChoice.tsx'
import { Facts } from '../Facts.tsx'
import { Setting } from '../Setting.tsx'
import { UpdateActions } from './UpdateActions.tsx'
import { UpdateNotes } from './UpdateNotes.tsx'
import { useUpdateWords } from './use-update-words.ts'

/** Which version runs, what is known of a newer one, and what becomes of it. */
export function UpdatesSection() {
  const { t } = useTranslation('settings')
  const { version, preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  const { data: update, error, refetch } = useUpdates()
  const words = useUpdateWords()
  if (error !== null) {
    return <ErrorNotice {...problemOf(error)} actions={{ retry: () => void refetch() }} />
  }
  if (update === undefined) return null
  const isOff = update.state === 'off'
  return (
    <>
      <Section title={t('updates.title')}>
        <Facts
          facts={[
            { id: 'installed', name: t('updates.installed'), value: t('about.portolan', { version }) },
            ...(isOff
              ? [
                  { id: 'how', name: t('updates.how'), value: t('updates.notLooked') },
                  { id: 'channel', name: t('updates.channel'), value: t('updates.none') },
                ]
              : []),
          ]}
        />
        <Setting id="update-state">
          <Typography role="status" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
            {words(update)}
          </Typography>
        </Setting>
        {isOff ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
            {t('updates.offHint')}
          </Typography>
        ) : (
          <UpdateActions update={update} />
        )}
        {'notes' in update && update.notes !== '' && (
          <UpdateNotes version={update.version} notes={update.notes} />
        )}
      </Section>
      {!isOff && (
        <Section title={t('updates.how')}>
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
            <Setting id="how">
              <ToggleChoice
                label={t('updates.how')}
                hint={t('updates.howHint')}
                value={preferences.updates}
                options={updateChoices.map((value) => ({ value, label: t(`updates.choices.${value}`) }))}
                onChange={(updates) => {
                  set({ updates })
                }}
              />
            </Setting>
            <Setting id="channel">
              <ToggleChoice
                label={t('updates.channel')}
                hint={t('updates.channelHint')}
                value={preferences.updateChannel}
                options={updateChannels.map((value) => ({ value, label: t(`updates.channels.${value}`) }))}
                onChange={(updateChannel) => {
                  set({ updateChannel })
                }}
              />
            </Setting>
          </Box>
        </Section>
      )}
    </>
  )
}
