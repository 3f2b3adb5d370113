import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../shared/model/change.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatCount } from '../../ui/format.ts'
import { DiscardDialog } from './DiscardDialog.tsx'
import type { LineProps } from './line-props.ts'
import { type SelectionAction, useSelection } from './selection.ts'
import { SelectionBar } from './SelectionBar.tsx'
import type { ChangePlace } from './use-change-places.ts'

export type PartName = 'waiting' | 'needs-you' | 'today'

interface ChangeListProps {
  readonly part: PartName
  /** Newest first; those of the wanted account. */
  readonly changes: readonly ChangeView[]
  /** How many main has told of, and how many there are of all accounts. */
  readonly told: number
  readonly total: number
  /** Whether only one account's are wanted. */
  readonly isNarrowed: boolean
  readonly onShowAll: () => void
  readonly placeOf: (change: ChangeView) => ChangePlace
  /** The record whose changes somebody came for. */
  readonly record: ItemKey | undefined
  /** Empty where nothing can be done with several at once. */
  readonly actions: readonly SelectionAction[]
  readonly drawLine: (line: LineProps) => ReactNode
}

/** More are drawn only when somebody wants to see them. */
const atOnce = 50

/** The lines of one part of the outbox, some at a time, with what can be done with several of them. */
export function ChangeList(props: ChangeListProps) {
  const { part, changes, told, total, record, placeOf, actions } = props
  const { t } = useTranslation('outbox')
  const pointedAt = changes.findIndex(({ key }) => key === record)
  const [shownCount, setShownCount] = useState(Math.max(atOnce, pointedAt + 1))
  const [discarded, setDiscarded] = useState<readonly ChangeView[]>([])
  const shown = changes.slice(0, shownCount)
  const selection = useSelection(shown)
  if (changes.length === 0) return <NothingHere {...props} />
  return (
    <>
      {total > told && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(props.isNarrowed ? 'lookedThrough' : 'newestOf', {
            shown: formatCount(told),
            total: formatCount(total),
          })}
        </Typography>
      )}
      <Card>
        {actions.length > 0 && (
          <SelectionBar
            selection={selection}
            shown={shown}
            hiddenCount={changes.length - shown.length + (total - told)}
            actions={actions}
            onDiscard={setDiscarded}
          />
        )}
        <Box component="ul" aria-label={t(`parts.${part}`, { shown: formatCount(total) })} sx={listLook}>
          {shown.map((change, index) =>
            props.drawLine({
              change,
              place: placeOf(change),
              ...(actions.length > 0 ? { selecting: selection.selectingOf(change) } : {}),
              isPointedAt: index === pointedAt,
              onDiscard: () => {
                setDiscarded([change])
              },
            }),
          )}
        </Box>
      </Card>
      {changes.length > shownCount && (
        <Button
          variant="outlined"
          color="inherit"
          sx={{ alignSelf: 'center' }}
          onClick={() => {
            setShownCount(shownCount + atOnce)
          }}
        >
          {t('more')}
        </Button>
      )}
      {discarded.length > 0 && (
        <DiscardDialog
          changes={discarded}
          placeOf={placeOf}
          onClose={() => {
            setDiscarded([])
          }}
        />
      )}
    </>
  )
}

function NothingHere({ part, isNarrowed, onShowAll }: ChangeListProps) {
  const { t } = useTranslation('outbox')
  return (
    <Card>
      {isNarrowed ? (
        <EmptyState
          title={t('empty.ofAccount')}
          actions={
            <Button variant="outlined" onClick={onShowAll}>
              {t('empty.showAll')}
            </Button>
          }
        />
      ) : (
        <EmptyState title={t(`empty.${part}`)}>{t(`empty.${part}Body`)}</EmptyState>
      )}
    </Card>
  )
}

const listLook = { listStyle: 'none', m: 0, p: 0 } as const
