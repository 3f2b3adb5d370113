import ListIcon from '@mui/icons-material/ViewListOutlined'
import HubIcon from '@mui/icons-material/CableOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The sections of the app, always at the same place. */
export function NavigationRail() {
  const { t } = useTranslation('app')
  return (
    <Box
      component="nav"
      aria-label={t('rail.label')}
      data-pane="rail"
      sx={{
        gridArea: 'rail',
        display: 'flex',
        flexDirection: 'column',
        gap: 0.5,
        p: 0.75,
        bgcolor: 'navigation.ground',
        overflowY: 'auto',
      }}
    >
      <RailLink to="/items" icon={<ListIcon />} label={t('rail.items')} />
      <RailLink to="/sync" icon={<SyncIcon />} label={t('rail.sync')} />
      <RailLink to="/connections" icon={<HubIcon />} label={t('rail.connections')} />
      <Box sx={{ flex: 1 }} />
      <RailLink to="/settings" icon={<SettingsIcon />} label={t('rail.settings')} />
    </Box>
  )
}

interface RailLinkProps {
  /** Where it leads; every place that begins with it belongs to the section. */
  readonly to: '/items' | '/sync' | '/connections' | '/settings'
  readonly icon: ReactNode
  readonly label: string
}

function RailLink({ to, icon, label }: RailLinkProps) {
  const isActive = useRouterState({
    select: ({ location }) =>
      location.pathname.startsWith(to) ||
      // A contact is opened from the list and leads back to it.
      (to === '/items' && location.pathname.startsWith('/contacts')),
  })
  return (
    <ButtonBase
      component={Link}
      to={to}
      aria-current={isActive ? 'page' : undefined}
      sx={{
        flexDirection: 'column',
        gap: 0.5,
        py: 1,
        borderRadius: 1.5,
        fontSize: '0.6875rem',
        fontWeight: 600,
        color: isActive ? 'navigation.activeText' : 'navigation.text',
        bgcolor: isActive ? 'navigation.activeGround' : 'transparent',
        '&:hover': { bgcolor: isActive ? 'navigation.activeGround' : 'navigation.hoverGround' },
        '&.Mui-focusVisible': { outlineColor: '#ffffff', outlineOffset: -2 },
        '& svg': { fontSize: 20 },
      }}
    >
      {icon}
      {label}
    </ButtonBase>
  )
}
