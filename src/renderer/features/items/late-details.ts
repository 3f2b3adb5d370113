import { lazy, useEffect } from 'react'

/** The first rows are there by then. */
const afterStartMs = 1_500

const readDetails = async () => ({ default: (await import('./ItemDetails.tsx')).ItemDetails })

/** The pane of a record; a list that is looked at does without its code. */
export const LateDetails = lazy(readDetails)

/** The first record that is opened does not wait for the pane's code. Whoever opens one hears why it cannot be read. */
export function useReadDetailsEarly(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      readDetails().catch(() => undefined)
    }, afterStartMs)
    return () => {
      clearTimeout(timer)
    }
  }, [])
}
