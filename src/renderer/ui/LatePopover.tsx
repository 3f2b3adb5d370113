import Popover, { type PopoverProps } from '@mui/material/Popover'
import { useHasOpened } from './use-has-opened.ts'

/** A popover that is there from the first time on that it opens. */
export function LatePopover(props: PopoverProps) {
  return useHasOpened(props.open) ? <Popover {...props} /> : null
}
