import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { Section } from '../../ui/Section.tsx'
import { ThemeChoice } from '../../ui/ThemeChoice.tsx'
import { ToggleChoice } from '../../ui/ToggleChoice.tsx'
import { looks } from './looks.ts'
import { Setting } from './Setting.tsx'

/** How everything looks, each choice shown at once. */
export function AppearanceSection() {
  const { t } = useTranslation('settings')
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  return (
    <Section title={t('appearance.title')}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Setting id="theme">
          <ThemeChoice
            hasLabel
            value={preferences.theme}
            onChange={(theme) => {
              set({ theme })
            }}
          />
        </Setting>
        <Setting id="contrast">
          <ToggleChoice
            label={t('appearance.contrast.label')}
            hint={t('appearance.contrast.hint')}
            value={preferences.contrast}
            options={looks.contrast.map((value) => ({ value, label: t(`appearance.contrast.${value}`) }))}
            onChange={(contrast) => {
              set({ contrast })
            }}
          />
        </Setting>
        <Setting id="density">
          <ToggleChoice
            label={t('appearance.density.label')}
            hint={t('appearance.density.hint')}
            value={preferences.density}
            options={looks.density.map((value) => ({ value, label: t(`appearance.density.${value}`) }))}
            onChange={(density) => {
              set({ density })
            }}
          />
        </Setting>
        <Setting id="text-size">
          <ToggleChoice
            label={t('appearance.textSize.label')}
            value={preferences.textSize}
            options={looks.textSize.map((value) => ({ value, label: t(`appearance.textSize.${value}`) }))}
            onChange={(textSize) => {
              set({ textSize })
            }}
          />
        </Setting>
        <Setting id="motion">
          <ToggleChoice
            label={t('appearance.motion.label')}
            hint={t('appearance.motion.hint')}
            value={preferences.motion}
            options={looks.motion.map((value) => ({ value, label: t(`appearance.motion.${value}`) }))}
            onChange={(motion) => {
              set({ motion })
            }}
          />
        </Setting>
      </Box>
    </Section>
  )
}
