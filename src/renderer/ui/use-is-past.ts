import { useEffect, useState } from 'react'

/** Whether a moment (epoch ms) is over; draws once more when it comes to be. */
export function useIsPast(atMs: number): boolean {
  const [pastMs, setPastMs] = useState(0)
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setPastMs(atMs)
      },
      Math.max(0, atMs - Date.now()),
    )
    return () => {
      clearTimeout(timer)
    }
  }, [atMs])
  return pastMs >= atMs
}
