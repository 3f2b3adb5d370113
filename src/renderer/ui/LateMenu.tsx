import Menu, { type MenuProps } from '@mui/material/Menu'
import { useHasOpened } from './use-has-opened.ts'

/** A menu that is there from the first time on that it opens. */
export function LateMenu(props: MenuProps) {
  return useHasOpened(props.open) ? <Menu {...props} /> : null
}
