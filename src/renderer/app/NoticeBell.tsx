import BellIcon from '@mui/icons-material/NotificationsNoneOutlined'
import Badge from '@mui/material/Badge'
import IconButton from '@mui/material/IconButton'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeptNotices } from '../api/use-notices.ts'
import { NoticeCentre } from './NoticeCentre.tsx'
import { LatePopover } from '../ui/LatePopover.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'

/** Opens the notification centre, and counts what was not read there. */
export function NoticeBell() {
  const { t } = useTranslation('notices')
  const unread = useKeptNotices().data?.filter(({ isRead }) => !isRead).length ?? 0
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const panelId = useId()
  const label = unread === 0 ? t('centre.bell') : t('centre.bellUnread', { count: unread })
  const close = (): void => {
    setAnchor(null)
  }
  return (
    <>
      <Tooltip title={t('centre.bell')}>
        <IconButton
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          aria-controls={anchor === null ? undefined : panelId}
          onClick={(event) => {
            setAnchor(event.currentTarget)
          }}
          sx={{ flex: 'none' }}
        >
          <Badge
            badgeContent={unread}
            max={99}
            color="primary"
            slotProps={{ badge: { 'aria-hidden': true } }}
            sx={badgeLook}
          >
            <BellIcon fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      <LatePopover
        id={panelId}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -6, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('centre.title') } }}
      >
        <NoticeCentre onLeave={close} />
      </LatePopover>
    </>
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
  // Otherwise a zero that nobody sees is a text of the button all the same.
  '& .MuiBadge-invisible': { visibility: 'hidden' },
} as const
