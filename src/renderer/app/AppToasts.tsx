import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Toasts } from '../ui/Toasts.tsx'
import { useUndoOffers } from '../ui/undo-offer.ts'
import { undoLineHeight } from './UndoBar.tsx'

/** The toasts, above what can be taken back: that stays in reach. */
export function AppToasts() {
  const router = useRouter()
  const offers = useUndoOffers().length
  const follow = useCallback(
    (href: string) => {
      router.history.push(href)
    },
    [router],
  )
  return <Toasts bottom={offers * undoLineHeight} onFollow={follow} />
}
