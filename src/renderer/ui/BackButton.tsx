import BackIcon from '@mui/icons-material/ArrowBack'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'

interface BackButtonProps {
  readonly onClick: () => void
  /** The name of the screen that it leads to. */
  readonly children: ReactNode
}

/** The way up, above the heading of a page that lies below another one. */
export function BackButton({ onClick, children }: BackButtonProps) {
  return (
    <Button
      startIcon={<BackIcon fontSize="small" />}
      color="inherit"
      sx={{ alignSelf: 'flex-start', ml: -1, mb: -1.5 }}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
