import type { SvgIconProps } from '@mui/material/SvgIcon'
import ApiIcon from '@mui/icons-material/TerminalOutlined'
import InfoIcon from '@mui/icons-material/InfoOutlined'
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined'
import NetworkIcon from '@mui/icons-material/LanOutlined'
import MirrorIcon from '@mui/icons-material/HubOutlined'
import NotificationsIcon from '@mui/icons-material/NotificationsOutlined'
import PaletteIcon from '@mui/icons-material/PaletteOutlined'
import ShieldIcon from '@mui/icons-material/ShieldOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import UpdatesIcon from '@mui/icons-material/SystemUpdateAltOutlined'
import DiagnosticsIcon from '@mui/icons-material/TroubleshootOutlined'
import LanguageIcon from '@mui/icons-material/Translate'
import TuneIcon from '@mui/icons-material/Tune'
import KeyIcon from '@mui/icons-material/VpnKeyOutlined'
import { type ComponentType, lazy } from 'react'
import { commandIds } from '../../../shared/commands.ts'
import type { TextKey } from '../../copy/text-key.ts'

/** One thing that can be set or read; its `Setting` in the section carries the same id. */
export interface SettingEntry {
  /** Unlike any other's within the section; part of its address. */
  readonly id: string
  readonly label: TextKey
  /** Other words that somebody may look for: a text of its own, or the hint that stands beside it. */
  readonly keywords?: TextKey
  /** Found by the settings' own search only: the palette has it in another form. */
  readonly isInPaletteAlready?: true
}

export interface SettingsSection {
  /** Its address: `/settings/ID`. */
  readonly id: string
  readonly icon: ComponentType<SvgIconProps>
  readonly title: TextKey
  readonly keywords: TextKey
  readonly settings: readonly SettingEntry[]
  /** Its cards, each a `Section`; the code is loaded when the section is opened. */
  readonly content: ComponentType
}

/**
 * THE table of the settings, in the order of the list: the page, its search, the addresses and the palette are made
 * of it.
 */
export const settingsSections: readonly SettingsSection[] = [
  {
    id: 'general',
    icon: TuneIcon,
    title: 'settings:general.title',
    keywords: 'settings:general.keywords',
    settings: [
      { id: 'names', label: 'settings:workspace.title', keywords: 'settings:workspace.keywords' },
      { id: 'reopen', label: 'settings:general.reopen', keywords: 'settings:general.reopenHint' },
      { id: 'login', label: 'settings:general.login', keywords: 'settings:general.loginHint' },
    ],
    content: lazy(async () => ({ default: (await import('./GeneralSection.tsx')).GeneralSection })),
  },
  {
    id: 'accounts',
    icon: KeyIcon,
    title: 'settings:apps.title',
    keywords: 'settings:apps.keywords',
    settings: [
      { id: 'apps', label: 'settings:apps.appsTitle', keywords: 'settings:apps.description' },
      { id: 'import', label: 'settings:importEnv.title', keywords: 'settings:importEnv.keywords' },
    ],
    content: lazy(async () => ({ default: (await import('./OAuthAppsSection.tsx')).OAuthAppsSection })),
  },
  {
    id: 'sync',
    icon: SyncIcon,
    title: 'settings:sync.title',
    keywords: 'settings:sync.keywords',
    settings: [
      { id: 'at-start', label: 'settings:sync.atStart', keywords: 'settings:sync.atStartHint' },
      { id: 'on-focus', label: 'settings:sync.onFocus', keywords: 'settings:sync.onFocusHint' },
      { id: 'metered', label: 'settings:sync.metered', keywords: 'settings:sync.meteredHint' },
      { id: 'interval', label: 'settings:sync.intervalTitle', keywords: 'settings:sync.intervalHint' },
    ],
    content: lazy(async () => ({ default: (await import('./SyncSection.tsx')).SyncSection })),
  },
  {
    id: 'storage',
    icon: ShieldIcon,
    title: 'settings:storage.title',
    keywords: 'settings:storage.keywords',
    settings: [
      {
        id: 'protection',
        label: 'settings:storage.protection',
        keywords: 'settings:storage.protectionKeywords',
      },
      { id: 'lock', label: 'settings:lock.title', keywords: 'settings:lock.keywords' },
      { id: 'folder', label: 'settings:storage.dataDir' },
      { id: 'sizes', label: 'settings:storage.sizesTitle', keywords: 'settings:storage.sizesKeywords' },
      { id: 'backup', label: 'backup:card.title', keywords: 'backup:card.keywords' },
      { id: 'wipe', label: 'settings:wipe.title', keywords: 'settings:wipe.keywords' },
    ],
    content: lazy(async () => ({ default: (await import('./StorageSection.tsx')).StorageSection })),
  },
  {
    id: 'appearance',
    icon: PaletteIcon,
    title: 'settings:appearance.title',
    keywords: 'settings:appearance.keywords',
    settings: [
      { id: 'theme', label: 'ui:theme.label', keywords: 'settings:appearance.themeKeywords' },
      {
        id: 'contrast',
        label: 'settings:appearance.contrast.label',
        keywords: 'settings:appearance.contrast.hint',
      },
      {
        id: 'density',
        label: 'settings:appearance.density.label',
        keywords: 'settings:appearance.density.hint',
      },
      {
        id: 'text-size',
        label: 'settings:appearance.textSize.label',
        keywords: 'settings:appearance.textSize.keywords',
      },
      {
        id: 'motion',
        label: 'settings:appearance.motion.label',
        keywords: 'settings:appearance.motion.hint',
      },
    ],
    content: lazy(async () => ({ default: (await import('./AppearanceSection.tsx')).AppearanceSection })),
  },
  {
    id: 'language',
    icon: LanguageIcon,
    title: 'settings:language.title',
    keywords: 'settings:language.keywords',
    settings: [{ id: 'language', label: 'ui:language.label', keywords: 'settings:language.hint' }],
    content: lazy(async () => ({ default: (await import('./LanguageSection.tsx')).LanguageSection })),
  },
  {
    id: 'keyboard',
    icon: KeyboardIcon,
    title: 'keyboard:title',
    keywords: 'keyboard:description',
    settings: [
      { id: 'single-keys', label: 'keyboard:singleKeys', keywords: 'keyboard:singleKeysHint' },
      ...commandIds.map((id) => ({
        id,
        label: `commands:name.${id}` as const,
        isInPaletteAlready: true as const,
      })),
    ],
    content: lazy(async () => ({ default: (await import('./KeyboardSection.tsx')).KeyboardSection })),
  },
  {
    id: 'notifications',
    icon: NotificationsIcon,
    title: 'settings:notifications.title',
    keywords: 'settings:notifications.keywords',
    settings: [
      {
        id: 'system-notices',
        label: 'settings:notifications.system',
        keywords: 'settings:notifications.systemHint',
      },
    ],
    content: lazy(async () => ({
      default: (await import('./NotificationsSection.tsx')).NotificationsSection,
    })),
  },
  {
    id: 'network',
    icon: NetworkIcon,
    title: 'settings:network.title',
    keywords: 'settings:network.keywords',
    settings: [
      { id: 'work-offline', label: 'ui:workOffline.label', keywords: 'ui:workOffline.hint' },
      { id: 'proxy', label: 'network:proxy.title', keywords: 'network:proxy.keywords' },
      { id: 'authorities', label: 'network:authorities.title', keywords: 'network:authorities.keywords' },
      { id: 'hosts', label: 'network:hosts.title', keywords: 'network:hosts.keywords' },
    ],
    content: lazy(async () => ({ default: (await import('./network/NetworkSection.tsx')).NetworkSection })),
  },
  {
    id: 'updates',
    icon: UpdatesIcon,
    title: 'settings:updates.title',
    keywords: 'settings:updates.keywords',
    settings: [
      { id: 'installed', label: 'settings:updates.installed' },
      { id: 'update-state', label: 'settings:updates.status', keywords: 'settings:updates.keywords' },
      { id: 'how', label: 'settings:updates.how', keywords: 'settings:updates.howHint' },
      { id: 'channel', label: 'settings:updates.channel', keywords: 'settings:updates.channelHint' },
    ],
    content: lazy(async () => ({ default: (await import('./updates/UpdatesSection.tsx')).UpdatesSection })),
  },
  {
    id: 'diagnostics',
    icon: DiagnosticsIcon,
    title: 'diagnostics:title',
    keywords: 'diagnostics:keywords',
    settings: [
      { id: 'save', label: 'diagnostics:save.title', keywords: 'diagnostics:save.keywords' },
      { id: 'log', label: 'diagnostics:log.title', keywords: 'diagnostics:log.keywords' },
      { id: 'detail', label: 'diagnostics:detail.label', keywords: 'diagnostics:detail.hint' },
      { id: 'log-folder', label: 'diagnostics:folder' },
    ],
    content: lazy(async () => ({
      default: (await import('./diagnostics/DiagnosticsSection.tsx')).DiagnosticsSection,
    })),
  },
  {
    id: 'local-api',
    icon: ApiIcon,
    title: 'localApi:title',
    keywords: 'localApi:keywords',
    settings: [
      { id: 'local-api', label: 'localApi:on', keywords: 'localApi:rights' },
      { id: 'port', label: 'localApi:port', keywords: 'localApi:description' },
      { id: 'token', label: 'localApi:token.title', keywords: 'localApi:token.description' },
    ],
    content: lazy(async () => ({ default: (await import('./LocalApiSection.tsx')).LocalApiSection })),
  },
  {
    id: 'mirror',
    icon: MirrorIcon,
    title: 'mirror:title',
    keywords: 'mirror:keywords',
    settings: [
      { id: 'server', label: 'mirror:server.title', keywords: 'mirror:server.keywords' },
      { id: 'team', label: 'mirror:team.title', keywords: 'mirror:team.keywords' },
      { id: 'shared', label: 'mirror:shared.title', keywords: 'mirror:shared.description' },
      { id: 'plain-keys', label: 'mirror:plain.title', keywords: 'mirror:plain.description' },
    ],
    content: lazy(async () => ({ default: (await import('./mirror/MirrorSection.tsx')).MirrorSection })),
  },
  {
    id: 'about',
    icon: InfoIcon,
    title: 'settings:about.title',
    keywords: 'settings:about.keywords',
    settings: [
      { id: 'version', label: 'settings:about.version' },
      { id: 'licences', label: 'settings:licences.title', keywords: 'settings:licences.keywords' },
    ],
    content: lazy(async () => ({ default: (await import('./AboutSection.tsx')).AboutSection })),
  },
]

/** Without an id, or with one that no section has (any more), the first one. */
export function sectionWithId(id: string | undefined): SettingsSection {
  const [first] = settingsSections
  const found = settingsSections.find((section) => section.id === id) ?? first
  if (found === undefined) throw new Error('there are no settings')
  return found
}
