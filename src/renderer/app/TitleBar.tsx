import BackIcon from '@mui/icons-material/ArrowBack'
import ForwardIcon from '@mui/icons-material/ArrowForward'
import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeBell } from './NoticeBell.tsx'
import { useCommandKeys } from '../api/use-command-keys.ts'
import { offReasonOf, runCommand, useCommandChanges } from '../ui/commands.ts'
import { StatusChip } from './StatusChip.tsx'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'

/** Whose data this is, the way back and forth, the way to search everything, and how it stands. */
export function TitleBar() {
  return (
    <Box
      component="header"
      data-pane="title-bar"
      sx={{
        gridArea: 'title',
        display: 'grid',
        gridTemplateColumns: 'minmax(184px, 1fr) minmax(140px, 25vw) minmax(max-content, 1fr)',
        alignItems: 'center',
        gap: 2,
        pl: 0.5,
        pr: 2,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
        <StepButton id="back">
          <BackIcon fontSize="small" />
        </StepButton>
        <StepButton id="forward">
          <ForwardIcon fontSize="small" />
        </StepButton>
        <WorkspaceMenu />
      </Box>
      <SearchButton />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 1, minWidth: 0 }}>
        <StatusChip />
        <NoticeBell />
      </Box>
    </Box>
  )
}

function StepButton({ id, children }: { readonly id: 'back' | 'forward'; readonly children: ReactNode }) {
  const { t } = useTranslation('commands')
  const keys = useCommandKeys()
  useCommandChanges()
  const shortcut = keys.first(id)
  const name = t(`name.${id}`)
  return (
    <Tooltip title={shortcut === null ? name : `${name} (${shortcut})`}>
      {/* A disabled button sends no events, so that the tooltip needs an element around it. */}
      <span>
        <IconButton
          size="small"
          aria-label={name}
          aria-keyshortcuts={keys.aria(id)}
          disabled={offReasonOf(id) !== null}
          onClick={() => {
            runCommand(id)
          }}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}

function SearchButton() {
  const { t } = useTranslation('commands')
  const keys = useCommandKeys()
  return (
    <ButtonBase
      onClick={() => {
        runCommand('palette')
      }}
      aria-haspopup="dialog"
      aria-keyshortcuts={keys.aria('palette')}
      sx={{
        justifyContent: 'flex-start',
        gap: 1,
        height: 32,
        px: 1.25,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.default',
        color: 'text.secondary',
        typography: 'body2',
        '&:hover': { borderColor: 'text.disabled' },
      }}
    >
      <SearchIcon sx={{ fontSize: 18 }} />
      <Box component="span" title={t('name.palette')} sx={searchLabelLook}>
        {t('name.palette')}
      </Box>
      <Box component="span" aria-hidden sx={{ typography: 'caption', whiteSpace: 'nowrap' }}>
        {keys.first('palette')}
      </Box>
    </ButtonBase>
  )
}

const searchLabelLook = {
  flex: 1,
  textAlign: 'start',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
} as const
