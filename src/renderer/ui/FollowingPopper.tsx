import Popper, { type PopperProps } from '@mui/material/Popper'
import { type Ref, useEffect, useRef } from 'react'

type Placing = PopperProps['popperRef'] extends Ref<infer Instance> | undefined ? Instance : never

/**
 * A popper whose anchor stands in a popover. That grows while it opens, and finds its place anew a moment after the window
 * has another size; the popper itself knows of the window alone, and would stay beside its anchor.
 */
export function FollowingPopper(props: PopperProps) {
  const { open, anchorEl } = props
  const popper = useRef<Placing>(null)
  useEffect(() => {
    const paper = open && anchorEl instanceof Element ? anchorEl.closest('.MuiPopover-paper') : null
    if (paper === null) return
    const follow = (): void => {
      void popper.current?.update()
    }
    const observer = new MutationObserver(follow)
    observer.observe(paper, { attributeFilter: ['style'] })
    paper.addEventListener('transitionend', follow)
    return () => {
      observer.disconnect()
      paper.removeEventListener('transitionend', follow)
    }
  }, [open, anchorEl])
  return <Popper {...props} popperRef={popper} />
}
