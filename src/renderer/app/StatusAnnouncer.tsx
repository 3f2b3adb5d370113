import { useEffect, useRef, useState } from 'react'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import type { AppStatus } from '../ui/app-status.ts'

/** Progress changes many times a second; a screen reader hears it this often at most. */
const announceEveryMs = 10_000

interface StatusAnnouncerProps {
  readonly status: AppStatus
  readonly words: string
}

/** Tells screen readers about the status, politely, and nothing at all while it merely grows older. */
export function StatusAnnouncer({ status, words }: StatusAnnouncerProps) {
  const [announced, setAnnounced] = useState('')
  const lastAtMs = useRef(0)
  const news = newsOf(status, words)
  const latest = useRef(words)
  useEffect(() => {
    latest.current = words
  }, [words])

  useEffect(() => {
    if (news === 'unknown') return
    const waitMs = Math.max(0, lastAtMs.current + announceEveryMs - Date.now())
    const timer = setTimeout(() => {
      lastAtMs.current = Date.now()
      setAnnounced(latest.current)
    }, waitMs)
    return () => {
      clearTimeout(timer)
    }
  }, [news])

  return <VisuallyHidden role="status">{announced}</VisuallyHidden>
}

/** What has to change to be said again: "2 min ago" turning into "3 min ago" is no news, nor is "8 s" into "7 s". */
function newsOf(status: AppStatus, words: string): string {
  if (status.kind === 'unknown') return status.kind
  if ('atMs' in status) return `${status.kind} ${String(status.waiting)}`
  return status.kind === 'waiting' ? `${status.kind} ${status.provider}` : words
}
