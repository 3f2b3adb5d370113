import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilterCondition, ItemFilter } from '../../../../shared/model/filter.ts'
import { isGroup } from '../../../../shared/model/filter-tests.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import { FilterChip } from './FilterChip.tsx'
import { mostParts, type Spot, withConditionAt, withMatch, withoutPart } from './filter-edits.ts'
import { conditionWords } from './filter-words.ts'
import { MatchChoice } from './MatchChoice.tsx'
import type { FilterFields } from './use-filter-fields.ts'

interface FilterBuilderProps {
  readonly filter: ItemFilter | null
  readonly fields: FilterFields
  /** Where a condition is being entered; null where none is. */
  readonly spot: Spot | null
  readonly onSpot: (spot: Spot | null) => void
  readonly onChange: (filter: ItemFilter | null) => void
  /** A condition of its own was entered, and that is all. */
  readonly onDone: () => void
}

/** All of a filter: its conditions and groups, how they are joined, and the editor of one of them. */
export function FilterBuilder({ filter, fields, spot, onSpot, onChange, onDone }: FilterBuilderProps) {
  const { t } = useTranslation('filters')
  const parts = filter?.parts ?? []
  const editor = (at: Spot, initial: FilterCondition | null) => (
    <ConditionEditor
      key={JSON.stringify(at)}
      fields={fields}
      initial={initial}
      onApply={(condition) => {
        onChange(withConditionAt(filter, at, condition))
        const isOfGroup = at.kind === 'new-group' || at.kind === 'in-group'
        if (isOfGroup || (at.kind === 'edit' && at.condition !== null)) onSpot(null)
        else onDone()
      }}
      onCancel={() => {
        if (filter === null) onDone()
        else onSpot(null)
      }}
    />
  )
  const line = (condition: FilterCondition, part: number, inGroup: number | null) => {
    const isEdited = spot?.kind === 'edit' && spot.part === part && spot.condition === inGroup
    if (isEdited) return editor(spot, condition)
    const isGone = fields.isKnown && fields.fieldOf(condition.field) === null
    return (
      <FilterChip
        words={conditionWords(condition, fields)}
        hint={isGone ? t('goneHint') : undefined}
        isWarning={isGone}
        onEdit={
          isGone
            ? undefined
            : () => {
                onSpot({ kind: 'edit', part, condition: inGroup })
              }
        }
        onRemove={() => {
          if (filter !== null) onChange(withoutPart(filter, part, inGroup))
          onSpot(null)
        }}
      />
    )
  }
  const canAdd = parts.length < mostParts
  return (
    <Box sx={{ ...columnLook, gap: 1.25 }}>
      {filter !== null && (
        <MatchChoice
          label={t('match.label')}
          match={filter.match}
          onChoose={(match) => {
            onChange(withMatch(filter, match))
          }}
        />
      )}
      {filter !== null &&
        parts.map((part, index) => (
          // A part is nothing but its place: two may say the same.
          <Fragment key={index}>
            {isGroup(part) ? (
              <Box role="group" aria-label={t('match.groupLabel')} sx={groupLook}>
                <MatchChoice
                  label={t('match.groupLabel')}
                  match={part.match}
                  onChoose={(match) => {
                    onChange(withMatch(filter, match, index))
                  }}
                />
                {part.conditions.map((condition, at) => (
                  <Fragment key={at}>{line(condition, index, at)}</Fragment>
                ))}
                {spot?.kind === 'in-group' && spot.part === index
                  ? editor(spot, null)
                  : part.conditions.length < mostParts && (
                      <AddButton
                        label={t('addToGroup')}
                        onClick={() => {
                          onSpot({ kind: 'in-group', part: index })
                        }}
                      />
                    )}
              </Box>
            ) : (
              line(part, index, null)
            )}
          </Fragment>
        ))}
      {spot?.kind === 'new-group' ? (
        <Box role="group" aria-label={t('match.groupLabel')} sx={groupLook}>
          {editor(spot, null)}
        </Box>
      ) : (
        spot?.kind === 'new' && editor(spot, null)
      )}
      {canAdd && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {spot?.kind !== 'new' && (
            <AddButton
              label={t('addCondition')}
              onClick={() => {
                onSpot({ kind: 'new' })
              }}
            />
          )}
          {spot?.kind !== 'new-group' && (
            <AddButton
              label={t('addGroup')}
              onClick={() => {
                onSpot({ kind: 'new-group' })
              }}
            />
          )}
          {filter !== null && (
            <Button
              color="inherit"
              onClick={() => {
                onChange(null)
                onDone()
              }}
            >
              {t('clear')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}

function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button startIcon={<AddIcon />} onClick={onClick} sx={{ alignSelf: 'flex-start' }}>
      {label}
    </Button>
  )
}

const columnLook = {
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'flex-start',
  '& > form, & > [role="group"]:not(.MuiToggleButtonGroup-root)': { alignSelf: 'stretch' },
} as const

const groupLook = {
  ...columnLook,
  gap: 1,
  p: 1.25,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
} as const
