import AddIcon from '@mui/icons-material/Add'
import EditIcon from '@mui/icons-material/EditOutlined'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import SampleIcon from '@mui/icons-material/ScienceOutlined'
import SwitchIcon from '@mui/icons-material/SwapHoriz'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import MenuItem from '@mui/material/MenuItem'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Workspace } from '../../shared/model/workspace.ts'
import { announceFailure } from '../api/announced-failure.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useOpenSample, useOpenWorkspace } from '../api/use-workspaces.ts'
import { useCommand } from '../ui/commands.ts'
import { NewWorkspace, RenameWorkspace } from './WorkspaceDialogs.tsx'
import { LateMenu } from '../ui/LateMenu.tsx'

type OpenDialog = 'rename' | 'new' | null

/** Whose data is on the screen, and the way to another workspace. */
export function WorkspaceMenu() {
  const { t } = useTranslation('app')
  const { workspace, workspaces } = useAppState()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const navigate = useNavigate()
  const openWorkspace = useOpenWorkspace()
  const openSample = useOpenSample()
  const button = useRef<HTMLButtonElement>(null)
  useCommand('workspaces', () => {
    setAnchor(button.current)
  })
  if (workspace === null) return null

  const nameOf = ({ user, organisation }: Workspace): string => t('workspace.name', { user, organisation })
  const close = (): void => {
    setAnchor(null)
  }
  const choose = (next: OpenDialog) => (): void => {
    close()
    setDialog(next)
  }
  const goHome = { onSuccess: () => void navigate({ to: '/' }), onError: announceFailure }
  const others = workspaces.filter((one) => one.id !== workspace.id)
  const hasSample = workspaces.some((one) => one.isSample)

  return (
    <>
      <Button
        ref={button}
        color="inherit"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('workspace.menu', { workspace: nameOf(workspace) })}
        endIcon={<ExpandMoreIcon />}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
        sx={{ minWidth: 0, maxWidth: '100%', fontSize: '0.875rem' }}
      >
        <Box component="span" title={nameOf(workspace)} sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {nameOf(workspace)}
        </Box>
      </Button>
      <LateMenu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        slotProps={{ paper: { sx: { width: 300 } } }}
      >
        {!workspace.isSample && (
          <MenuItem onClick={choose('rename')}>
            <ListItemIcon>
              <EditIcon fontSize="small" />
            </ListItemIcon>
            {t('workspace.rename')}
          </MenuItem>
        )}
        {others.length > 0 && <Divider />}
        {others.map((other) => (
          <MenuItem
            key={other.id}
            onClick={() => {
              close()
              openWorkspace.mutate(other.id, goHome)
            }}
          >
            <ListItemIcon>
              {other.isSample ? <SampleIcon fontSize="small" /> : <SwitchIcon fontSize="small" />}
            </ListItemIcon>
            <ListItemText
              primary={t('workspace.switchTo', { workspace: nameOf(other) })}
              slotProps={{ primary: { noWrap: true } }}
            />
          </MenuItem>
        ))}
        <Divider />
        {!hasSample && (
          <MenuItem
            onClick={() => {
              close()
              openSample.mutate(undefined, goHome)
            }}
          >
            <ListItemIcon>
              <SampleIcon fontSize="small" />
            </ListItemIcon>
            {t('workspace.openSample')}
          </MenuItem>
        )}
        <MenuItem onClick={choose('new')}>
          <ListItemIcon>
            <AddIcon fontSize="small" />
          </ListItemIcon>
          {t('workspace.new')}
        </MenuItem>
      </LateMenu>
      {dialog === 'rename' && (
        <RenameWorkspace
          workspace={workspace}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
      {dialog === 'new' && (
        <NewWorkspace
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
    </>
  )
}
