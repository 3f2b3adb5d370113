import Paper from '@mui/material/Paper'
import Popper from '@mui/material/Popper'
import type { ReactNode, RefObject } from 'react'

export interface BelowCellProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly id?: string
  readonly role: 'alert' | 'status'
  readonly children: ReactNode
}

/** Stands below the cell, which has no room for it. */
export function BelowCell({ anchor, children, ...paper }: BelowCellProps) {
  return (
    <Popper open anchorEl={() => anchor.current ?? document.body} placement="bottom-start">
      <Paper {...paper} elevation={4} sx={{ px: 1.5, py: 1, maxWidth: 360, fontSize: '0.8125rem' }}>
        {children}
      </Paper>
    </Popper>
  )
}
