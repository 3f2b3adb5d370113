import MoreIcon from '@mui/icons-material/MoreHoriz'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { LateMenu } from './LateMenu.tsx'

export interface MoreAction {
  readonly name: string
  readonly isDisabled?: boolean
  readonly run: () => void
}

interface MoreMenuProps {
  /** Says whose actions they are. */
  readonly label: string
  readonly actions: readonly MoreAction[]
}

/** What is done rarely, behind three dots. */
export function MoreMenu({ label, actions }: MoreMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = (): void => {
    setAnchor(null)
  }
  return (
    <>
      <IconButton
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget)
        }}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <LateMenu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {actions.map(({ name, isDisabled = false, run }) => (
          <MenuItem
            key={name}
            disabled={isDisabled}
            onClick={() => {
              close()
              run()
            }}
          >
            {name}
          </MenuItem>
        ))}
      </LateMenu>
    </>
  )
}
