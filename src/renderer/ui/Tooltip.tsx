import MuiTooltip, { type TooltipProps } from '@mui/material/Tooltip'
import { useRef, useState } from 'react'
import { isReachedByTab } from './tab-focus.ts'

/**
 * A tooltip that comes to who points at something or goes to it by Tab. Where the app moves the focus, one would stay
 * open over what the user came for; so would one whose button goes elsewhere when it is pressed, away from the pointer.
 */
export function Tooltip(props: Omit<TooltipProps, 'open' | 'onOpen' | 'onClose'>) {
  const [isOpen, setOpen] = useState(false)
  const isPressed = useRef(false)
  return (
    <MuiTooltip
      {...props}
      open={isOpen}
      onPointerEnter={() => {
        isPressed.current = false
      }}
      onPointerDown={() => {
        isPressed.current = true
        setOpen(false)
      }}
      onOpen={({ type, target }) => {
        if (type === 'focus' ? isReachedByTab(target) : !isPressed.current) setOpen(true)
      }}
      onClose={() => {
        setOpen(false)
      }}
    />
  )
}
