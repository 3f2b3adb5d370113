import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTheme } from '@mui/material/styles'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppStatus } from '../ui/app-status.ts'
import { useStatusWords } from '../ui/status-words.ts'
import { StatusAnnouncer } from './StatusAnnouncer.tsx'
import { StatusPanel } from './StatusPanel.tsx'
import { useAppStatus } from './use-app-status.ts'
import { LatePopover } from '../ui/LatePopover.tsx'

/** The dot only repeats what the words say. */
const dotColours: Record<AppStatus['kind'], string> = {
  unknown: 'text.disabled',
  unavailable: 'error.main',
  'no-account': 'text.disabled',
  disconnected: 'text.disabled',
  reconnect: 'error.main',
  'needs-you': 'warning.main',
  offline: 'warning.main',
  unreachable: 'warning.main',
  'working-offline': 'warning.main',
  starting: 'info.main',
  loading: 'info.main',
  waiting: 'warning.main',
  'quota-spent': 'warning.main',
  failed: 'error.main',
  paused: 'text.disabled',
  incomplete: 'warning.main',
  'up-to-date': 'success.main',
}

/** How things stand, in words and at all times; opens the panel with the details per account. */
export function StatusChip() {
  const { t } = useTranslation('app')
  const status = useAppStatus()
  const words = useStatusWords()(status)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const panelId = useId()
  // A popover is placed in pixels of the screen, which know no direction.
  const horizontal = useTheme().direction === 'rtl' ? 'left' : 'right'

  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-controls={anchor === null ? undefined : panelId}
        aria-label={t('status.label', { status: words })}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
        startIcon={
          <Box
            component="span"
            sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: dotColours[status.kind] }}
          />
        }
        sx={{ flexShrink: 0, maxWidth: 340, fontWeight: 500, fontVariantNumeric: 'tabular-nums' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {words}
        </Box>
      </Button>
      <StatusAnnouncer status={status} words={words} />
      <LatePopover
        id={panelId}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal }}
        transformOrigin={{ vertical: -6, horizontal }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('status.panel') } }}
      >
        <StatusPanel
          onLeave={() => {
            setAnchor(null)
          }}
        />
      </LatePopover>
    </>
  )
}
