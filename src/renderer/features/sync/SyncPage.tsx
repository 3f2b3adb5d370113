import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Box from '@mui/material/Box'
import { getRouteApi } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { NowTab } from './NowTab.tsx'
import { StorageTab } from './StorageTab.tsx'

const route = getRouteApi('/shell/sync')
const tabs = ['now', 'history', 'storage'] as const
type TabName = (typeof tabs)[number]

/** The Sync centre: what is here, how current it is, what was done for it, and where it lies. */
export function SyncPage() {
  const { t } = useTranslation('sync')
  const id = useId()
  const { tab = 'now' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page maxWidth={1080}>
      <PageHeader title={t('title')} description={t('description')} />
      <Tabs
        value={tab}
        onChange={(_event, chosen: TabName) => {
          void navigate({ search: chosen === 'now' ? {} : { tab: chosen } })
        }}
        aria-label={t('tabs.label')}
        sx={tabsLook}
      >
        {tabs.map((one) => (
          <Tab
            key={one}
            value={one}
            id={`${id}-${one}-tab`}
            aria-controls={`${id}-${one}`}
            label={t(`tabs.${one}`)}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`${id}-${tab}`} aria-labelledby={`${id}-${tab}-tab`} sx={panelLook}>
        {tab === 'now' && <NowTab />}
        {tab === 'history' && <HistoryTab />}
        {tab === 'storage' && <StorageTab />}
      </Box>
    </Page>
  )
}

const tabsLook = {
  minHeight: 36,
  mt: -1,
  borderBottom: 1,
  borderColor: 'divider',
  '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1.5, py: 0, fontSize: '0.8125rem', fontWeight: 600 },
} as const

const panelLook = { display: 'flex', flexDirection: 'column', gap: 2.5 } as const
