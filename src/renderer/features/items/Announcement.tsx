import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { notify } from '../../ui/notify.ts'

/** Says what was done on the screen that led here. */
export function Announcement() {
  const navigate = useNavigate()
  const announcement = useRouterState({ select: ({ location }) => location.state.announcement })
  useEffect(() => {
    if (announcement === undefined) return
    notify(announcement)
    // Said once, and not again when somebody comes back to this place.
    void navigate({ to: '.', search: true, state: {}, replace: true })
  }, [announcement, navigate])
  return null
}
