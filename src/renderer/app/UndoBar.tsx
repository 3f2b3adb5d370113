import UndoIcon from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeId } from '../../shared/model/change-id.ts'
import { announceFailure } from '../api/announced-failure.ts'
import { ApiFailure } from '../api/client.ts'
import { outboxQuery, useDiscardChanges } from '../api/use-outbox.ts'
import { say, told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'
import { type UndoOffer, useUndoOffers, withdrawUndo } from '../ui/undo-offer.ts'
import { useNowWhile } from '../ui/use-now.ts'

/** Px that an offer takes at the bottom of the window. */
export const undoLineHeight = 44

/** What was just done and is not sent yet, with the way to take it back; it stays while screens change. */
export function UndoBar() {
  const { t } = useTranslation('outbox')
  const offers = useUndoOffers()
  const bar = useRef<HTMLDivElement>(null)
  useWithdrawal(offers)
  // The button that had the keyboard goes away with its offer.
  const count = useRef(offers.length)
  useEffect(() => {
    const isGone = offers.length < count.current
    count.current = offers.length
    if (!isGone || document.activeElement !== document.body) return
    const next = bar.current?.querySelector('button') ?? document.querySelector<HTMLElement>('#main')
    next?.focus()
  }, [offers.length])
  return (
    <Box
      ref={bar}
      component="section"
      aria-label={t('undoBar.label')}
      aria-live="polite"
      data-pane={offers.length > 0 ? 'undo' : undefined}
      sx={{ gridArea: 'undo', bgcolor: 'background.paper', maxHeight: '30vh', overflowY: 'auto' }}
    >
      {offers.map((offer) => (
        <UndoLine key={offer.id} offer={offer} />
      ))}
    </Box>
  )
}

function UndoLine({ offer }: { readonly offer: UndoOffer }) {
  const { t } = useTranslation('outbox')
  const discard = useDiscardChanges()
  const nowMs = useNowWhile(true)
  const text = say(offer.text)
  const seconds = Math.max(0, Math.ceil((offer.untilMs - nowMs) / 1_000))
  // The line goes as soon as the outbox lacks the change; what came of it is said all the same.
  const takeBack = async (): Promise<void> => {
    try {
      await discard.mutateAsync([offer.id])
      notify({ tone: 'success', title: told('outbox:undoBar.done') })
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      if (failure.error.kind !== 'changed-meanwhile') {
        announceFailure(failure)
        return
      }
      notify({ tone: 'warning', title: told('outbox:undoBar.tooLate') })
    }
    withdrawUndo(offer.id)
  }
  return (
    <Box sx={lineLook}>
      <Typography variant="body2" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {text}
      </Typography>
      {/* Said every second it would drown everything else. */}
      <Typography variant="body2" aria-hidden sx={secondsLook}>
        {t('undoBar.seconds', { seconds })}
      </Typography>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<UndoIcon />}
        loading={discard.isPending}
        aria-label={t('undoBar.undoThat', { what: text })}
        onClick={() => void takeBack()}
        sx={{ flex: 'none' }}
      >
        {t('undoBar.undo')}
      </Button>
    </Box>
  )
}

/**
 * Offers go when their time is over, when the change is no longer in the outbox (it was taken back in another way),
 * and with the workspace.
 */
function useWithdrawal(offers: readonly UndoOffer[]): void {
  // Long lists are worth asking for only while something can be taken back.
  const outbox = useQuery({ ...outboxQuery(), enabled: offers.length > 0 }).data
  const seen = useRef(new Set<ChangeId>())
  useEffect(() => {
    const waiting = new Set(outbox?.waiting.map(({ id }) => id))
    for (const { id } of offers) {
      if (waiting.has(id)) seen.current.add(id)
      // One that was never seen may be newer than what is known of the outbox.
      else if (seen.current.delete(id)) withdrawUndo(id)
    }
  }, [outbox, offers])
  useEffect(() => {
    const timers = offers.map(({ id, untilMs }) =>
      setTimeout(
        () => {
          withdrawUndo(id)
        },
        Math.max(0, untilMs - Date.now()),
      ),
    )
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [offers])
  const latest = useRef(offers)
  useEffect(() => {
    latest.current = offers
  }, [offers])
  useEffect(
    () => () => {
      for (const { id } of latest.current) withdrawUndo(id)
    },
    [],
  )
}

const lineLook = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: undoLineHeight,
  boxSizing: 'border-box',
  px: 2,
  py: 0.5,
  borderTop: 1,
  borderColor: 'divider',
} as const

const secondsLook = { flex: 'none', color: 'text.secondary', fontVariantNumeric: 'tabular-nums' } as const
