import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { platform } from '../api/client.ts'
import { StatusChip } from './StatusChip.tsx'
import { useGoToSearch } from './use-shell-keys.ts'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

/** Whose data this is, the way to search it, and how it stands. The list itself has its own search field. */
export function TitleBar() {
  const goToSearch = useGoToSearch()
  const hasOwnSearch = useRouterState({ select: ({ location }) => location.pathname === '/items' })
  return (
    <Box
      component="header"
      data-pane="title-bar"
      sx={{
        gridArea: 'title',
        display: 'grid',
        gridTemplateColumns: 'minmax(120px, 1fr) minmax(140px, 25vw) minmax(max-content, 1fr)',
        alignItems: 'center',
        gap: 2,
        pl: 0.5,
        pr: 2,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ display: 'flex', minWidth: 0 }}>
        <WorkspaceMenu />
      </Box>
      {hasOwnSearch ? <span /> : <SearchButton onClick={goToSearch} />}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', minWidth: 0 }}>
        <StatusChip />
      </Box>
    </Box>
  )
}

function SearchButton({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation('app')
  const shortcut = platform() === 'darwin' ? '⌘K' : 'Ctrl K'
  return (
    <ButtonBase
      onClick={onClick}
      aria-keyshortcuts="Control+K Control+F"
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
      <Box component="span" title={t('search.open')} sx={searchLabelLook}>
        {t('search.open')}
      </Box>
      <Box component="span" aria-hidden sx={{ typography: 'caption' }}>
        {shortcut}
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
