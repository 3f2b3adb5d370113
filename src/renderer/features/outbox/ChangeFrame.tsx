import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Typography from '@mui/material/Typography'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../shared/model/change.ts'
import { useStepWords } from '../../ui/change-words.ts'
import { formatDateTime, formatDayAndTime } from '../../ui/format.ts'
import { RecordLink } from './RecordLink.tsx'
import type { ChangePlace } from './use-change-places.ts'

export interface Selecting {
  readonly isSelected: boolean
  readonly onSelect: (isSelected: boolean) => void
}

interface ChangeFrameProps {
  readonly change: ChangeView
  readonly place: ChangePlace
  /** Absent where nothing can be done with several at once. */
  readonly selecting?: Selecting | undefined
  /** Somebody came for this record. */
  readonly isPointedAt: boolean
  /** How it stands, in words; empty where the contents say it. */
  readonly state: string
  /** Buttons; given the id of the heading, which says what they are about. */
  readonly actions?: (headingId: string) => ReactNode
  readonly children: ReactNode
}

/** One change, a line of a list: what it does to which record, when it was made, and how it stands. */
export function ChangeFrame(props: ChangeFrameProps) {
  const { change, place, selecting, isPointedAt, state } = props
  const { t } = useTranslation('outbox')
  const stepWords = useStepWords()
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isPointedAt) return
    heading.current?.scrollIntoView({ block: 'center' })
    heading.current?.focus()
  }, [isPointedAt])
  const isGone = change.state === 'sent' && (change.kind === 'delete' || change.kind === 'erase')
  const made = t('made', { time: formatDayAndTime(change.madeAtMs) })

  return (
    <Box component="li" aria-labelledby={headingId} sx={lineLook}>
      {selecting !== undefined && (
        <Checkbox
          size="small"
          checked={selecting.isSelected}
          onChange={(_event, isSelected) => {
            selecting.onSelect(isSelected)
          }}
          slotProps={{
            input: {
              'aria-label': t('select', { what: stepWords({ ...change, count: 1 }) }),
            },
          }}
          sx={{ flex: 'none', alignSelf: 'flex-start', p: '3px', mt: '-2px', ml: '-3px' }}
        />
      )}
      <Box sx={bodyLook}>
        <Box sx={columnsLook}>
          <Box sx={textLook}>
            <div>
              <Typography variant="h3" component="h2" id={headingId} ref={heading} tabIndex={-1}>
                <Trans
                  t={t}
                  i18nKey={`heading.${change.kind}`}
                  components={{
                    kind: <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500 }} />,
                    name: <RecordLink recordKey={isGone ? null : change.key} name={change.name} />,
                  }}
                />
              </Typography>
              <Typography
                variant="body2"
                sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}
              >
                {state !== '' && (
                  <>
                    <span>{state}</span>
                    {' · '}
                  </>
                )}
                <time
                  dateTime={new Date(change.madeAtMs).toISOString()}
                  title={formatDateTime(change.madeAtMs)}
                >
                  {made}
                </time>
                {place.shownAccount !== null && (
                  <>
                    {' · '}
                    <bdi>{place.shownAccount}</bdi>
                  </>
                )}
              </Typography>
            </div>
            {props.children}
          </Box>
          {props.actions !== undefined && <Box sx={actionsLook}>{props.actions(headingId)}</Box>}
        </Box>
      </Box>
    </Box>
  )
}

const lineLook = {
  position: 'relative',
  display: 'flex',
  gap: 1,
  px: 2.5,
  py: 1.75,
  '& + &': { borderTop: 1, borderColor: 'divider' },
} as const

const bodyLook = { flex: 1, minWidth: 0, containerType: 'inline-size' } as const

/** Below this there is no room for a column of buttons; the same for every line of a list. */
const narrow = '@container (max-width: 30rem)'

/** The buttons have a column of their own, at its top and end: no length of text and nothing unfolded moves them. */
const columnsLook = {
  display: 'flex',
  columnGap: 2,
  rowGap: 1,
  alignItems: 'flex-start',
  [narrow]: { flexDirection: 'column', alignItems: 'stretch' },
} as const

const textLook = { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 0.5 } as const

const actionsLook = {
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'flex-end',
  gap: 1,
  // Four German buttons take two rows rather than the room of the text.
  maxWidth: '50%',
  [narrow]: { maxWidth: 'none', justifyContent: 'flex-start' },
} as const
