import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView, NeedReason } from '../../../shared/model/change.ts'
import { contactFormQuery } from '../../api/use-contacts.ts'
import { chosenValues, labelInText, type Picks, sideValues } from './conflict-choice.ts'
import { ConflictTable } from './ConflictTable.tsx'
import type { ChangePlace } from './use-change-places.ts'
import type { Resolving } from './use-resolving.ts'

interface ConflictBodyProps {
  readonly change: ChangeView
  readonly reason: Extract<NeedReason, { kind: 'conflict' }>
  readonly place: ChangePlace
  readonly resolving: Resolving
}

/** Both sides of a conflict, and the choice between them: one by one, or all at once. */
export function ConflictBody({ change, reason, place, resolving }: ConflictBodyProps) {
  const { t } = useTranslation('outbox')
  const hintId = useId()
  const { fields } = reason
  const form = useQuery(contactFormQuery(change.accountId)).data
  const [picks, setPicks] = useState<Picks>({})
  // A choice is about the values that were on the screen: over others it is void.
  const [revision, setRevision] = useState(change.revision)
  const [hasMoved, setHasMoved] = useState(false)
  if (change.revision !== revision) {
    setRevision(change.revision)
    setHasMoved(Object.keys(picks).length > 0)
    setPicks({})
  }
  const values = chosenValues(fields, picks)
  const provider = place.providerName
  const [first] = fields
  const isSingle = fields.length === 1 && first !== undefined
  const field = first === undefined ? '' : labelInText(first.label)
  const { isBusy, send } = resolving

  return (
    <>
      <Typography variant="body2">
        {t('conflict.title')}.{' '}
        {reason.sentCount > 0 && `${t('conflict.sentCount', { count: reason.sentCount })} `}
      </Typography>
      <Moved reason={reason} isRefused={resolving.isRefused} hasMoved={hasMoved} />
      <ConflictTable
        change={change}
        place={place}
        fields={fields}
        formFields={form?.fields ?? []}
        picks={picks}
        onPick={(name, pick) => {
          setPicks({ ...picks, [name]: pick })
        }}
      />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mt: 0.5 }}>
        {(['yours', 'theirs'] as const).map((side) => (
          <Button
            key={side}
            variant="outlined"
            color="inherit"
            disabled={isBusy}
            onClick={() => {
              send({ kind: 'values', values: sideValues(fields, side) })
            }}
          >
            {side === 'yours'
              ? t(isSingle ? 'conflict.keepMine' : 'conflict.keepAllMine', { field })
              : t(isSingle ? 'conflict.keepTheirs' : 'conflict.keepAllTheirs', { field, provider })}
          </Button>
        ))}
        <Button
          variant="contained"
          disabled={values === null}
          loading={isBusy}
          aria-describedby={hintId}
          onClick={() => {
            if (values !== null) send({ kind: 'values', values })
          }}
        >
          {t('conflict.send')}
        </Button>
        <Typography variant="caption" id={hintId} sx={{ color: 'text.secondary' }}>
          {values === null ? t('conflict.chooseFirst', { count: fields.length }) : ''}{' '}
          {t('conflict.bothKept')}
        </Typography>
      </Box>
    </>
  )
}

interface MovedProps {
  readonly reason: ConflictBodyProps['reason']
  readonly isRefused: boolean
  readonly hasMoved: boolean
}

/** Says that what is shown is newer than what the user had seen, and that their choice is void. */
function Moved({ reason, isRefused, hasMoved }: MovedProps) {
  const { t } = useTranslation('outbox')
  const words = (): string => {
    if (isRefused) return t('conflict.refused')
    if (hasMoved) return t('conflict.moved')
    return reason.isAgain ? t('conflict.isAgain') : ''
  }
  return (
    <Typography
      role="status"
      variant="body2"
      sx={{ fontWeight: 600, color: 'warning.main', '&:empty': { display: 'none' } }}
    >
      {words()}
    </Typography>
  )
}
