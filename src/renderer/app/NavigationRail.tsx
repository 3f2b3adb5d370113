import InsightsIcon from '@mui/icons-material/BarChartOutlined'
import ListIcon from '@mui/icons-material/ViewListOutlined'
import OutboxIcon from '@mui/icons-material/OutboxOutlined'
import HubIcon from '@mui/icons-material/CableOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommandKeys } from '../api/use-command-keys.ts'
import { useOutboxCounts } from '../api/use-outbox.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'

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
      <RailLink to="/insights" icon={<InsightsIcon />} label={t('rail.insights')} />
      <OutboxLink />
      <RailLink to="/sync" icon={<SyncIcon />} label={t('rail.sync')} />
      <RailLink to="/connections" icon={<HubIcon />} label={t('rail.connections')} />
      <Box sx={{ flex: 1 }} />
      <RailLink to="/settings" icon={<SettingsIcon />} label={t('rail.settings')} />
    </Box>
  )
}

/** How much is not sent yet stands on the icon, in another colour where something needs the user. */
function OutboxLink() {
  const { t } = useTranslation('app')
  const outbox = useOutboxCounts().data
  const count = outbox?.needsYouCount ?? 0
  const open = (outbox?.waitingCount ?? 0) + count
  const detail = (): string | undefined => {
    if (count > 0) return t('rail.outboxNeedsYou', { count, open })
    return open > 0 ? t('rail.outboxWaiting', { count: open }) : undefined
  }
  return (
    <RailLink
      to="/outbox"
      icon={
        <Badge
          badgeContent={open}
          max={99}
          slotProps={{ badge: { 'aria-hidden': true } }}
          sx={[badgeLook, count > 0 ? alertLook : quietLook]}
        >
          <OutboxIcon />
        </Badge>
      }
      label={t('rail.outbox')}
      detail={detail()}
      keys={useCommandKeys().aria('outbox')}
    />
  )
}

const badgeLook = {
  '& .MuiBadge-badge': {
    fontSize: '0.625rem',
    fontWeight: 700,
    fontVariantNumeric: 'tabular-nums',
    minWidth: 16,
    height: 16,
    px: '4px',
  },
} as const
// The rail is dark in both schemes: colours that are meant for paper would be lost on it.
const quietLook = { '& .MuiBadge-badge': { bgcolor: 'navigation.text', color: 'navigation.ground' } } as const
const alertLook = {
  '& .MuiBadge-badge': { bgcolor: 'navigation.alertGround', color: 'navigation.alertText' },
} as const

interface RailLinkProps {
  /** Where it leads; every place that begins with it belongs to the section. */
  readonly to: '/items' | '/insights' | '/outbox' | '/sync' | '/connections' | '/settings'
  readonly icon: ReactNode
  readonly label: string
  /** What a mark on the icon says, for screen readers. */
  readonly detail?: string | undefined
  /** The keys that lead there, as ARIA writes them. */
  readonly keys?: string | undefined
}

function RailLink({ to, icon, label, detail, keys }: RailLinkProps) {
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
      aria-keyshortcuts={keys}
      sx={{
        position: 'relative',
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
      <span>
        {label}
        {detail !== undefined && <VisuallyHidden component="span"> ({detail})</VisuallyHidden>}
      </span>
    </ButtonBase>
  )
}
