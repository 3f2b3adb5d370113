import { useState } from 'react'

/**
 * Whether it was open at any time. What MUI draws of a menu that is closed is nothing, but all of its hooks run, at the
 * start and with every letter of a search: until it opens for the first time there should be none.
 */
export function useHasOpened(isOpen: boolean): boolean {
  const [hasOpened, setHasOpened] = useState(isOpen)
  if (isOpen && !hasOpened) setHasOpened(true)
  return isOpen || hasOpened
}
