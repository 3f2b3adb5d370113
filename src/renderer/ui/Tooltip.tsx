import MuiTooltip, { type TooltipProps } from '@mui/material/Tooltip'
import { useState } from 'react'
import { isReachedByTab } from './tab-focus.ts'

/**
 * A tooltip that comes to who points at something or goes to it by Tab. Where the app moves the focus, one would stay
 * open over what the user came for.
 */
export function Tooltip(props: Omit<TooltipProps, 'open' | 'onOpen' | 'onClose'>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <MuiTooltip
      {...props}
      open={isOpen}
      onOpen={({ type, target }) => {
        if (type !== 'focus' || isReachedByTab(target)) setOpen(true)
      }}
      onClose={() => {
        setOpen(false)
      }}
    />
  )
}
