import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * After a change of screen the heading has the focus, so that a screen reader says where one is and the
 * next Tab starts at the top. A field that a screen focuses by itself keeps it.
 */
export function useHeadingFocus(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return
        const main = document.querySelector('main')
        if (main === null || main.contains(document.activeElement)) return
        main.querySelector<HTMLElement>('h1')?.focus()
      }),
    [router],
  )
}
