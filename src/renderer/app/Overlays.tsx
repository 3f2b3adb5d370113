import { type ComponentType, useEffect, useState } from 'react'
import { type Overlay, showOverlay, useOverlay } from './overlays.ts'
import { TypeAhead } from './TypeAhead.ts'

type OverlayView = ComponentType<{ readonly onClose: () => void }>

// None belongs to the first screen's code.
const sources: Readonly<Record<Overlay, () => Promise<OverlayView>>> = {
  palette: async () => (await import('./CommandPalette.tsx')).CommandPalette,
  'cheat-sheet': async () => (await import('./CheatSheet.tsx')).CheatSheet,
}

/**
 * The palette and the cheat sheet, read when they are first wanted. Not by `lazy`: once something stood in for them,
 * React would hold them back for a third of a second.
 */
export function Overlays() {
  const shown = useOverlay()
  const [views, setViews] = useState<Partial<Record<Overlay, OverlayView>>>({})
  const View = shown === null ? undefined : views[shown]
  useEffect(() => {
    if (shown === null || View !== undefined) return
    sources[shown]().then(
      (view) => {
        setViews((before) => ({ ...before, [shown]: view }))
      },
      (error: unknown) => {
        setViews(() => {
          throw error
        })
      },
    )
  }, [shown, View])
  // Another workspace starts without what was open over the last one.
  useEffect(
    () => () => {
      showOverlay(null)
    },
    [],
  )
  if (shown === null) return null
  if (View === undefined) return <TypeAhead />
  return (
    <View
      onClose={() => {
        showOverlay(null)
      }}
    />
  )
}
