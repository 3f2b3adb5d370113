import Box from '@mui/material/Box'
import { useEffect, useState } from 'react'

/** `4:31`, down to `0:00`. */
export function formatRemaining(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1_000))
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
}

/** The time left; silent for screen readers, which would otherwise hear every second. */
export function Countdown({ untilMs }: { readonly untilMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNowMs(Date.now())
    }, 1_000)
    return () => {
      clearInterval(timer)
    }
  }, [])
  return (
    <Box component="span" role="timer" aria-live="off" sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatRemaining(untilMs - nowMs)}
    </Box>
  )
}
