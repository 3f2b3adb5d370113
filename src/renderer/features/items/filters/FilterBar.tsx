import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemFilter } from '../../../../shared/model/filter.ts'
import { conditionsOf, isGroup } from '../../../../shared/model/filter-tests.ts'
import { useCommandKeys } from '../../../api/use-command-keys.ts'
import { onFilterRequested } from '../../../ui/filter-request.ts'
import { FilterBuilder } from './FilterBuilder.tsx'
import { FilterChip } from './FilterChip.tsx'
import { type Spot, withoutPart } from './filter-edits.ts'
import { partWords } from './filter-words.ts'
import type { FilterFields } from './use-filter-fields.ts'
import { LatePopover } from '../../../ui/LatePopover.tsx'

interface FilterBarProps {
  readonly filter: ItemFilter | null
  readonly fields: FilterFields
  /** Stands beside the way to more conditions, above them. */
  readonly tools: ReactNode
  /** Stands among the conditions; null where nothing does. */
  readonly sort: ReactNode
  readonly onChange: (filter: ItemFilter | null) => void
}

/** What is being built, and the element that the builder hangs from. */
interface Building {
  readonly anchor: HTMLElement
  readonly spot: Spot | null
}

/**
 * The way to more conditions, and those of the list as chips. The chips have the whole width below the tools: as many
 * as there may be, they never press the search together.
 */
export function FilterBar({ filter, fields, tools, sort, onChange }: FilterBarProps) {
  const { t } = useTranslation('filters')
  const [building, setBuilding] = useState<Building | null>(null)
  const keys = useCommandKeys()
  const add = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setBuilding(null)
  }
  useEffect(
    () =>
      onFilterRequested(() => {
        if (add.current !== null) setBuilding({ anchor: add.current, spot: { kind: 'new' } })
      }),
    [],
  )
  return (
    <>
      <Button
        ref={add}
        color="inherit"
        startIcon={<AddIcon />}
        aria-haspopup="dialog"
        aria-keyshortcuts={keys.aria('filter')}
        sx={{ height: 28, minHeight: 28, px: 1 }}
        onClick={({ currentTarget }) => {
          setBuilding({ anchor: currentTarget, spot: { kind: 'new' } })
        }}
      >
        {t('add')}
      </Button>
      {tools}
      {(filter !== null || sort !== null) && (
        <Box sx={chipsLook}>
          {filter !== null && (
            <Box role="group" aria-label={t('conditions')} sx={{ display: 'contents' }}>
              {filter.parts.map((part, index) => {
                const isGone =
                  fields.isKnown &&
                  conditionsOf({ match: 'all', parts: [part] }).some(
                    ({ field }) => fields.fieldOf(field) === null,
                  )
                return (
                  // A part is nothing but its place: two may say the same.
                  <Fragment key={index}>
                    {index > 0 && filter.match === 'any' && (
                      <Box component="span" sx={{ alignSelf: 'center', color: 'text.secondary' }}>
                        {t('or')}
                      </Box>
                    )}
                    <FilterChip
                      words={partWords(part, fields)}
                      hint={isGone ? t('goneHint') : undefined}
                      isWarning={isGone}
                      onEdit={(anchor) => {
                        const spot: Spot = { kind: 'edit', part: index, condition: null }
                        setBuilding({ anchor, spot: isGroup(part) || isGone ? null : spot })
                      }}
                      onRemove={() => {
                        onChange(withoutPart(filter, index))
                        // The chip takes the focus with it.
                        add.current?.focus()
                      }}
                    />
                  </Fragment>
                )
              })}
            </Box>
          )}
          {sort}
        </Box>
      )}
      <LatePopover
        open={building !== null}
        // A chip that was taken away in the builder leaves it hanging in the air.
        anchorEl={() => (building?.anchor.isConnected === true ? building.anchor : add.current)}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': t('title'),
            sx: { width: 380, maxWidth: '92vw', p: 1.5, mt: 0.5 },
          },
        }}
      >
        {building !== null && (
          <FilterBuilder
            filter={filter}
            fields={fields}
            spot={building.spot}
            onSpot={(spot) => {
              setBuilding({ ...building, spot })
            }}
            onChange={onChange}
            onDone={close}
          />
        )}
      </LatePopover>
    </>
  )
}

const chipsLook = { display: 'flex', flexWrap: 'wrap', gap: 1, flex: '1 0 100%', minWidth: 0 } as const
