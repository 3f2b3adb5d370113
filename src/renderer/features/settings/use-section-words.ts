import { commandIds } from '../../../shared/commands.ts'
import { useTranslation } from 'react-i18next'
import { looks } from './looks.ts'

export type SectionId =
  | 'general'
  | 'apps'
  | 'appearance'
  | 'language'
  | 'keyboard'
  | 'notifications'
  | 'network'
  | 'storage'
  | 'about'

/** What each section says, for the search. */
export function useSectionWords(): Readonly<Record<SectionId, readonly string[]>> {
  const { t } = useTranslation(['settings', 'ui', 'keyboard', 'commands'])
  return {
    general: [
      t('workspace.title'),
      t('workspace.description'),
      t('ui:workspaceNames.user'),
      t('ui:workspaceNames.organisation'),
    ],
    apps: [t('apps.title'), t('apps.description'), t('apps.import')],
    appearance: [
      t('appearance.title'),
      t('ui:theme.label'),
      t('ui:theme.light'),
      t('ui:theme.dark'),
      t('appearance.contrast.label'),
      t('appearance.contrast.hint'),
      t('appearance.density.label'),
      t('appearance.density.hint'),
      t('appearance.textSize.label'),
      t('appearance.motion.label'),
      t('appearance.motion.hint'),
      ...looks.density.map((value) => t(`appearance.density.${value}`)),
      ...looks.textSize.map((value) => t(`appearance.textSize.${value}`)),
    ],
    language: [t('language.title'), t('language.hint'), 'English', 'Deutsch'],
    keyboard: [
      t('keyboard:title'),
      t('keyboard:description'),
      ...commandIds.map((id) => t(`commands:name.${id}`)),
    ],
    notifications: [t('notifications.title'), t('notifications.system'), t('notifications.systemHint')],
    network: [t('network.title'), t('ui:workOffline.label'), t('ui:workOffline.hint')],
    storage: [
      t('storage.title'),
      t('storage.protection'),
      t('storage.dataDir'),
      t('storage.changePassphrase.open'),
      t('storage.newKey.open'),
    ],
    about: [t('about.title'), t('about.version'), t('about.runtime'), t('about.logDir')],
  }
}
