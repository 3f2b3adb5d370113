import AddIcon from '@mui/icons-material/Add'
import ListIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../../shared/model/arrangement.ts'
import { useListCount } from '../../../api/use-list-counts.ts'
import { formatCount } from '../../../ui/format.ts'
import { tabLook } from '../TypeFilter.tsx'
import { useChosenInView } from '../use-chosen-in-view.ts'
import { queryOfView } from './saved-view.ts'
import type { Views } from './use-views.ts'
import { LateMenu } from '../../../ui/LateMenu.tsx'

interface ViewTabsProps {
  readonly views: Views
  readonly onSave: () => void
  /** Puts a view at a place of the row, from 0; beyond its ends that is an end. */
  readonly onMove: (view: SavedView, place: number) => void
}

/** The saved views with how many items each lists, counted. They are put into another order by mouse or keyboard. */
export function ViewTabs({ views: { views, chosen, choose, isFull }, onSave, onMove }: ViewTabsProps) {
  const { t } = useTranslation('views')
  const [listAnchor, setListAnchor] = useState<HTMLElement | null>(null)
  const dragged = useRef<SavedView['id'] | null>(null)
  const chosenId = chosen?.id ?? null
  const row = useChosenInView(chosenId, views.length)

  const onKeyDown = (event: KeyboardEvent, view: SavedView): void => {
    const isRtl = document.documentElement.dir === 'rtl'
    const step = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 }[event.key]
    if (step === undefined || !(event.ctrlKey || event.metaKey) || !event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    onMove(view, views.indexOf(view) + step)
  }

  return (
    <>
      {views.length > 0 && (
        <ToggleButtonGroup
          ref={row}
          exclusive
          value={chosenId}
          aria-label={t('label')}
          sx={{ columnGap: 0.5, flex: 'none', borderRadius: 0 }}
        >
          {views.map((view, index) => {
            return (
              <ToggleButton
                key={view.id}
                value={view.id}
                draggable
                aria-description={t('moveHint')}
                aria-keyshortcuts="Control+Shift+ArrowLeft Control+Shift+ArrowRight"
                title={view.name}
                onClick={() => {
                  choose(view)
                }}
                onKeyDown={(event) => {
                  onKeyDown(event, view)
                }}
                onDragStart={(event) => {
                  dragged.current = view.id
                  event.dataTransfer.effectAllowed = 'move'
                }}
                onDragOver={(event) => {
                  if (dragged.current !== null) event.preventDefault()
                }}
                onDrop={(event) => {
                  event.preventDefault()
                  const moved = views.find(({ id }) => id === dragged.current)
                  dragged.current = null
                  if (moved !== undefined && moved !== view) onMove(moved, index)
                }}
                onDragEnd={() => {
                  dragged.current = null
                }}
                sx={tabLook}
              >
                <Box component="span" sx={nameLook}>
                  <bdi>{view.name}</bdi>
                </Box>
                <ViewCount view={view} />
              </ToggleButton>
            )
          })}
        </ToggleButtonGroup>
      )}
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          flex: 'none',
          position: 'sticky',
          right: 0,
          bgcolor: 'inherit',
        }}
      >
        <IconButton
          aria-label={isFull ? t('full') : t('save')}
          title={isFull ? t('full') : t('save')}
          aria-disabled={isFull}
          onClick={() => {
            if (!isFull) onSave()
          }}
        >
          <AddIcon fontSize="small" />
        </IconButton>
        {views.length > 0 && (
          <IconButton
            aria-label={t('list')}
            title={t('list')}
            aria-haspopup="menu"
            aria-expanded={listAnchor !== null}
            onClick={({ currentTarget }) => {
              setListAnchor(currentTarget)
            }}
          >
            <ListIcon fontSize="small" />
          </IconButton>
        )}
      </Box>
      <LateMenu
        anchorEl={listAnchor}
        open={listAnchor !== null}
        onClose={() => {
          setListAnchor(null)
        }}
      >
        {views.map((view) => (
          <MenuItem
            key={view.id}
            selected={view.id === chosenId}
            onClick={() => {
              setListAnchor(null)
              choose(view)
            }}
            sx={{ gap: 2, maxWidth: 420 }}
          >
            <Box component="span" title={view.name} sx={{ ...nameLook, flex: 1, maxWidth: 'none' }}>
              <bdi>{view.name}</bdi>
            </Box>
            <ViewCount view={view} />
          </MenuItem>
        ))}
      </LateMenu>
    </>
  )
}

/** How many items a view lists; nothing until they are counted. */
function ViewCount({ view }: { readonly view: SavedView }) {
  const { t } = useTranslation('views')
  const count = useListCount(queryOfView(view))
  if (count === null) return null
  const shown = formatCount(count.total)
  return (
    <Box component="span" className="count" sx={countLook}>
      {count.isMore ? t('atLeast', { shown }) : shown}
    </Box>
  )
}

const countLook = { color: 'text.secondary', fontVariantNumeric: 'tabular-nums' } as const

const nameLook = {
  maxWidth: 180,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const
