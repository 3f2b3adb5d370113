import CloseIcon from '@mui/icons-material/Close'
import BottomIcon from '@mui/icons-material/CallToActionOutlined'
import NextIcon from '@mui/icons-material/KeyboardArrowDown'
import PreviousIcon from '@mui/icons-material/KeyboardArrowUp'
import RightIcon from '@mui/icons-material/ViewSidebarOutlined'
import HideIcon from '@mui/icons-material/VisibilityOffOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, ItemKey } from '../../../../shared/model/item.ts'
import { useStepLetters } from '../../../api/use-command-keys.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { Breadcrumb, type Parent } from './Breadcrumb.tsx'
import { usePanePlace } from './use-pane-place.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'

interface DetailHeadProps {
  /** Undefined until it is known, and where it is gone. */
  readonly item: Item | undefined
  readonly name: string
  /** What is said of the item under its name; null where that stands elsewhere. */
  readonly facts: ReactNode
  /** Buttons in the line of the name; null where they stand elsewhere. */
  readonly actions: ReactNode
  readonly onStep: ((by: 1 | -1) => void) | null
  readonly onClose: () => void
}

const keysWith = (letter: string | null, keys: string): string =>
  letter === null ? keys : `${letter} ${keys}`

/** What is open; the way to the rows around it; where the pane is. */
export function DetailHead(props: DetailHeadProps) {
  const { item, name, facts, actions, onStep, onClose } = props
  const { t } = useTranslation(['items', 'detail'])
  const { place, setPlace } = usePanePlace()
  const letters = useStepLetters()
  const isBelow = place === 'bottom'
  return (
    <Box
      sx={{
        display: 'flex',
        // Without room beside the name the buttons stand above it. The end is the top then.
        flexWrap: 'wrap-reverse',
        alignItems: 'flex-end',
        gap: 1,
        pl: 2,
        pr: 1,
        pt: isBelow ? 0.5 : 1.25,
      }}
    >
      <Box sx={{ flex: '1 1 180px', minWidth: 0, pt: '3px' }}>
        <Typography
          variant="h2"
          title={name}
          dir="auto"
          sx={isBelow ? { ...nameLook, WebkitLineClamp: 1 } : nameLook}
        >
          {item === undefined ? '\u00a0' : name}
        </Typography>
        {facts}
      </Box>
      {actions}
      <Box sx={{ display: 'flex', flex: 'none', ml: 'auto' }}>
        <PaneButton
          label={t('details.previous')}
          keys={keysWith(letters.previous, 'Alt+ArrowUp')}
          onClick={
            onStep &&
            (() => {
              onStep(-1)
            })
          }
        >
          <PreviousIcon fontSize="small" />
        </PaneButton>
        <PaneButton
          label={t('details.next')}
          keys={keysWith(letters.next, 'Alt+ArrowDown')}
          onClick={
            onStep &&
            (() => {
              onStep(1)
            })
          }
        >
          <NextIcon fontSize="small" />
        </PaneButton>
        <PaneButton
          label={t(isBelow ? 'detail:layout.toRight' : 'detail:layout.toBottom')}
          onClick={() => {
            setPlace(isBelow ? 'right' : 'bottom')
          }}
        >
          {isBelow ? <RightIcon fontSize="small" /> : <BottomIcon fontSize="small" />}
        </PaneButton>
        <PaneButton
          label={t('detail:layout.hide')}
          onClick={() => {
            setPlace('hidden')
          }}
        >
          <HideIcon fontSize="small" />
        </PaneButton>
        <PaneButton label={t('details.close')} keys="Escape" onClick={onClose}>
          <CloseIcon fontSize="small" />
        </PaneButton>
      </Box>
    </Box>
  )
}

interface ItemFactsProps {
  readonly item: Item
  /** The account's name, or its provider's. */
  readonly source: string
  /** Epoch ms. */
  readonly loadedAtMs: number | null
  readonly parents: readonly Parent[]
  readonly onOpen: (key: ItemKey) => void
}

/** What an item is, how old it is and where it stands. */
export function ItemFacts({ item, source, loadedAtMs, parents, onOpen }: ItemFactsProps) {
  const { t } = useTranslation(['items', 'ui', 'detail'])
  return (
    <>
      <Typography
        variant="caption"
        component="p"
        sx={{ m: 0, color: 'text.secondary', overflowWrap: 'anywhere' }}
      >
        {t('details.kind', { type: t(`ui:itemType.${item.type}`), account: source })}
        {loadedAtMs !== null && (
          <>
            {' · '}
            {t('detail:loaded')} <RelativeTime atMs={loadedAtMs} />
          </>
        )}
      </Typography>
      <Breadcrumb item={item} parents={parents} onOpen={onOpen} />
    </>
  )
}

interface PaneButtonProps {
  readonly label: string
  /** As `aria-keyshortcuts` writes them. */
  readonly keys?: string
  readonly onClick: (() => void) | null
  readonly children: ReactNode
}

function PaneButton({ label, keys, onClick, children }: PaneButtonProps) {
  return (
    <Tooltip title={label}>
      {/* A disabled button sends no events, so that the tooltip needs an element around it. */}
      <span>
        <IconButton
          aria-label={label}
          aria-keyshortcuts={keys}
          disabled={onClick === null}
          onClick={onClick ?? undefined}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}

const nameLook = {
  overflow: 'hidden',
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflowWrap: 'anywhere',
  // The letters decide how a name runs, not where it stands.
  textAlign: 'left',
} as const
