import ShowIcon from '@mui/icons-material/ViewSidebarOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { runCommand, useCommand, useCommandChanges } from '../../../ui/commands.ts'
import { FallbackBoundary } from '../../../ui/FallbackBoundary.tsx'
import { PaneFailureNotice } from './PaneFailureNotice.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { type PanePlace, usePaneMoves, usePanePlace } from './use-pane-place.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'

/** With less room beside each other than this, the pane lies over the list instead of squeezing it. */
const besideFromPx = 820

interface ListWithPaneProps {
  /** The room that this list and the pane need at least beside each other, in px; one that scrolls sideways less. */
  readonly besideFrom?: number
  /** What the pane shows; null where nothing is open. Another one draws a pane anew that failed. */
  readonly paneKey: string | null
  readonly pane: ReactNode
  readonly onClose: () => void
  /** The list. It is never drawn anew, wherever the pane goes. */
  readonly children: ReactNode
}

/** A list, and the record that is open: to its right, below it, over it where there is no room, or put away. */
export function ListWithPane(props: ListWithPaneProps) {
  const { paneKey, pane, onClose, besideFrom = besideFromPx, children } = props
  const { t } = useTranslation('detail')
  const frame = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(frame, besideFrom)
  const { place, sizes, setPlace, setSize } = usePanePlace()
  const wantJson = useJsonOnceShown(place)
  usePaneMoves({ place, setPlace })
  useFocusAfterMove(frame, place)
  const isOpen = paneKey !== null
  const isOver = place === 'right' && isNarrow
  const isBeside = isOpen && place !== 'hidden' && !isOver
  const size = place === 'bottom' ? sizes.bottom : sizes.right

  const [home] = useState(createHome)
  const content = (
    <FallbackBoundary
      resetKey={paneKey}
      fallback={(failure) => <PaneFailureNotice {...failure} onClose={onClose} />}
    >
      <Suspense>{pane}</Suspense>
    </FallbackBoundary>
  )
  return (
    <Box ref={frame} sx={{ position: 'relative', display: 'flex', flex: 1, minHeight: 0 }}>
      <Group
        orientation={place === 'bottom' ? 'vertical' : 'horizontal'}
        onLayoutChanged={(layout, { isUserInteraction }) => {
          const details = layout[place]
          if (isUserInteraction && details !== undefined) setSize(details)
        }}
        style={{ flex: 1, minWidth: 0 }}
      >
        <Panel id="list" minSize={place === 'bottom' ? '120px' : '300px'} style={panelStyle}>
          {children}
        </Panel>
        {isBeside && (
          <>
            <Box
              component={Separator}
              aria-label={t('layout.separator')}
              sx={
                place === 'bottom'
                  ? { ...separatorLook, ...lyingLook }
                  : { ...separatorLook, ...standingLook }
              }
            />
            {/* Another place is another panel to the group, with a size of its own; what is in it stays. */}
            <Panel
              id={place}
              defaultSize={`${String(size)}%`}
              minSize={place === 'bottom' ? '160px' : '345px'}
              style={panelStyle}
            >
              <PaneHome home={home} />
            </Panel>
          </>
        )}
      </Group>
      {isOpen && isOver && (
        <Box sx={overLook}>
          <PaneHome home={home} />
        </Box>
      )}
      {/* Drawn once, wherever it stands: its tab and what was typed in it outlast another size of the window. */}
      {isOpen && place !== 'hidden' && createPortal(content, home)}
      {isOpen && place === 'hidden' && (
        <HiddenPane
          onShow={() => {
            setPlace('right')
          }}
          onJson={() => {
            wantJson()
            setPlace('right')
          }}
        />
      )}
    </Box>
  )
}

/** The element that the pane is drawn into, and that goes with it from one place to the other. */
function createHome(): HTMLElement {
  const home = document.createElement('div')
  Object.assign(home.style, { display: 'flex', flex: '1', minWidth: '0', minHeight: '0' })
  return home
}

/** What had the focus in the pane when its element was last taken out of the page. */
const heldFocus = new WeakMap<HTMLElement, Element>()

function PaneHome({ home }: { readonly home: HTMLElement }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    place.current?.append(home)
    // An element that is moved loses the focus, and who types into a field while the window gets another size would go on
    // typing to nobody: letters are commands there.
    const held = heldFocus.get(home)
    if (held instanceof HTMLElement && home.contains(held) && document.activeElement === document.body) {
      held.focus({ preventScroll: true })
    }
    return () => {
      const { activeElement } = document
      if (activeElement !== null && home.contains(activeElement)) heldFocus.set(home, activeElement)
      else heldFocus.delete(home)
    }
  }, [home])
  return <div ref={place} style={{ display: 'contents' }} />
}

/** What is left of a pane that was put away: the way back to it. */
function HiddenPane({ onShow, onJson }: { readonly onShow: () => void; readonly onJson: () => void }) {
  const { t } = useTranslation('detail')
  useCommand('json', onJson)
  return (
    <Box component="aside" aria-label={t('layout.hidden')} data-pane="details" sx={hiddenLook}>
      <Tooltip title={t('layout.show')} placement="left">
        <IconButton aria-label={t('layout.show')} onClick={onShow}>
          <ShowIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  )
}

/** Runs the command as soon as the pane, which is being drawn and read, can follow it. */
function useJsonOnceShown(place: PanePlace) {
  const isWanted = useRef(false)
  const version = useCommandChanges()
  useEffect(() => {
    if (isWanted.current && place !== 'hidden' && runCommand('json')) isWanted.current = false
  }, [place, version])
  return (): void => {
    isWanted.current = true
  }
}

/** A button that puts the pane away goes with it; the keyboard goes on in what stands there instead. */
function useFocusAfterMove(frame: React.RefObject<HTMLElement | null>, place: PanePlace): void {
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    if (document.activeElement !== document.body) return
    const pane = frame.current?.querySelector<HTMLElement>('[data-pane="details"]')
    const target = place === 'hidden' ? pane?.querySelector('button') : pane
    target?.focus()
  }, [frame, place])
}

const panelStyle = { display: 'flex', minWidth: 0, minHeight: 0, overflow: 'hidden' } as const

const separatorLook = {
  flex: 'none',
  bgcolor: 'divider',
  // Wide enough for the hand, as thin as a line to the eye (WCAG 2.5.8 is met by the library's larger target).
  backgroundClip: 'content-box',
  transition: 'background-color 120ms',
  '&:hover, &[data-separator="active"]': { bgcolor: 'primary.main' },
  '&:focus-visible': { bgcolor: 'primary.main', outline: '2px solid', outlineColor: 'primary.main' },
} as const
const standingLook = { width: '1px', cursor: 'col-resize' } as const
const lyingLook = { height: '1px', cursor: 'row-resize' } as const

const overLook = {
  position: 'absolute',
  zIndex: 2,
  top: 0,
  insetInlineEnd: 0,
  bottom: 0,
  display: 'flex',
  width: 'min(25rem, 88%)',
  boxShadow: '-12px 0 32px rgba(8, 24, 36, 0.22)',
} as const

const hiddenLook = {
  flex: 'none',
  p: '4px',
  borderInlineStart: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
} as const
