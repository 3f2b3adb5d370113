import { lazy, Suspense, useEffect } from 'react'
import { showOverlay, useOverlay } from './overlays.ts'
import { TypeAhead } from './TypeAhead.ts'

// Neither belongs to the first screen's code.
const Palette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }))
const CheatSheet = lazy(async () => ({ default: (await import('./CheatSheet.tsx')).CheatSheet }))

/** The palette and the cheat sheet, read when they are first wanted. */
export function Overlays() {
  const shown = useOverlay()
  // Another workspace starts without what was open over the last one.
  useEffect(
    () => () => {
      showOverlay(null)
    },
    [],
  )
  const close = (): void => {
    showOverlay(null)
  }
  return (
    <Suspense fallback={<TypeAhead />}>
      {shown === 'palette' && <Palette onClose={close} />}
      {shown === 'cheat-sheet' && <CheatSheet onClose={close} />}
    </Suspense>
  )
}
