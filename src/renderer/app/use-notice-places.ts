import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { subscribe } from '../api/client.ts'

/** Goes where a notice of the system leads. */
export function useNoticePlaces(): void {
  const router = useRouter()
  useEffect(
    () => subscribe('noticeChosen', ({ place }) => void router.navigate({ to: `/${place}` })),
    [router],
  )
}
