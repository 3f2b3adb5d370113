import { useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import type { ItemKey } from '../../../shared/model/item.ts'
import { useAskItemEarly } from '../../api/use-items.ts'

interface RecordOpeningOptions {
  /** The record that is open. */
  readonly selected: ItemKey | undefined
  /** Opens the record, or closes the pane; `replace`: without an entry of its own for Back. */
  readonly show: (selected: ItemKey | undefined, options: { readonly replace: boolean }) => void
}

export interface RecordOpening {
  readonly open: (key: ItemKey) => void
  readonly close: () => void
  /** What is asked for and not open yet is not wanted any more. */
  readonly thinkBetter: () => void
}

/** Opens a record when it can be drawn; one that takes the place of another one at once. */
export function useRecordOpening({ selected, show }: RecordOpeningOptions): RecordOpening {
  const router = useRouter()
  const askEarly = useAskItemEarly()
  const wanted = useRef<ItemKey | null>(null)
  return {
    open(key) {
      wanted.current = key
      const asked = askEarly(key)
      if (selected !== undefined) {
        show(key, { replace: true })
        return
      }
      void asked.then(() => {
        // Whoever has gone on meanwhile is not to be brought back.
        const isHere = router.latestLocation.pathname === '/items'
        if (wanted.current === key && isHere) show(key, { replace: false })
      })
    },
    close() {
      wanted.current = null
      show(undefined, { replace: false })
    },
    thinkBetter() {
      wanted.current = null
    },
  }
}
