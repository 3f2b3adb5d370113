import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importReasons, type ImportState } from '../../../shared/model/import.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import type { ImportSteps } from '../../api/use-import.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { Section } from '../../ui/Section.tsx'
import { SmallTable } from '../../ui/SmallTable.tsx'

interface ImportOutcomeProps {
  readonly state: ImportState
  readonly steps: ImportSteps
  /** The choices are not those that were checked. */
  readonly isStale: boolean
  /** Somebody here waits for it: it comes into view, and the keyboard with it. */
  readonly isAwaited: boolean
  readonly onStart: () => void
}

/** What would become of the file, or became of it, and what can be done now. */
export function ImportOutcome({ state, steps, isStale, isAwaited, onStart }: ImportOutcomeProps) {
  const { t } = useTranslation('importing')
  const { phase, counts } = state
  const changes = counts.created + counts.updated
  const isChecked = phase === 'checked'
  const title = isChecked ? t('outcome.checked') : t(`outcome.${phase === 'undone' ? 'undone' : 'noted'}`)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isAwaited) return
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [isAwaited, phase])
  return (
    <Box ref={card} tabIndex={-1} role="group" aria-label={title} sx={{ outlineOffset: 2, borderRadius: 1 }}>
      <Section title={title}>
        <Box role="status" aria-label={t('outcome.counts')}>
          <Box component="ul" sx={{ m: 0, paddingInlineStart: 2.5 }}>
            {(['created', 'updated', 'unchanged', 'skipped'] as const).map((kind) => (
              <li key={kind}>
                {t(`counts.${isChecked ? 'planned' : 'done'}.${kind}`, { count: counts[kind] })}
              </li>
            ))}
          </Box>
        </Box>
        {counts.skipped > 0 && <SkippedRows state={state} steps={steps} />}
        {isChecked && (
          <>
            {isStale && <Typography sx={{ mt: 2 }}>{t('check.stale')}</Typography>}
            <Button
              variant="contained"
              disabled={isStale || changes === 0}
              loading={steps.start.isPending}
              onClick={onStart}
              sx={{ mt: 2 }}
            >
              {changes === 0 ? t('start.none') : t('start.button', { count: changes })}
            </Button>
            <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
              {t('start.hint')}
            </Typography>
          </>
        )}
        {phase === 'noted' && (
          <Box sx={{ display: 'flex', gap: 1, mt: 2, flexWrap: 'wrap' }}>
            <Button component={Link} to="/outbox" variant="outlined">
              {t('noted.outbox')}
            </Button>
            {changes > 0 && <TakeBack state={state} steps={steps} />}
          </Box>
        )}
      </Section>
    </Box>
  )
}

/** Px; further rows are scrolled to. */
const maxHeight = 280

function SkippedRows({ state, steps }: Pick<ImportOutcomeProps, 'state' | 'steps'>) {
  const { t } = useTranslation('importing')
  const { reasons, problems } = state
  const save = (): void => {
    const words = Object.fromEntries(importReasons.map((reason) => [reason, t(`reason.${reason}`)]))
    steps.saveSkipped.mutate(
      { words, title: t('skipped.reason') },
      {
        onSuccess: ({ isSaved }) => {
          if (isSaved) notify({ tone: 'success', title: told('importing:skipped.saved') })
        },
        onError: announceFailure,
      },
    )
  }
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="h3" sx={{ typography: 'subtitle2' }}>
        {t('skipped.title')}
      </Typography>
      <Box component="ul" sx={{ m: 0, mb: 1, paddingInlineStart: 2.5 }}>
        {reasons.map(({ reason, count }) => (
          <li key={reason}>{t('skipped.count', { count, reason: t(`reason.${reason}`) })}</li>
        ))}
      </Box>
      <SmallTable
        label={t('skipped.rows')}
        heads={[t('skipped.row'), t('skipped.reason'), t('map.column'), t('skipped.value')]}
        lines={problems.map(({ row, reason, column, value }) => ({
          id: String(row),
          cells: [row, t(`reason.${reason}`), column ?? '', value ?? ''],
        }))}
        maxHeight={maxHeight}
      />
      <Button sx={{ mt: 1 }} loading={steps.saveSkipped.isPending} onClick={save}>
        {t('skipped.save')}
      </Button>
    </Box>
  )
}

/** Asks first where contacts were created at the provider: to take them back is to delete them there. */
function TakeBack({ state, steps }: Pick<ImportOutcomeProps, 'state' | 'steps'>) {
  const { t } = useTranslation('importing')
  const [isAsking, setAsking] = useState(false)
  const { sentCount } = state
  const undo = (deletesSent: boolean): void => {
    setAsking(false)
    steps.undo.mutate(deletesSent, {
      onSuccess: (undone) => {
        const { count = 0, changedSinceCount = 0 } = undone ?? {}
        notify({
          tone: changedSinceCount > 0 ? 'warning' : 'success',
          title: told('importing:undo.done', { count }),
          ...(changedSinceCount > 0
            ? { body: [told('importing:undo.since', { count: changedSinceCount })] }
            : {}),
        })
      },
      onError: announceFailure,
    })
  }
  return (
    <>
      <Button
        color="inherit"
        loading={steps.undo.isPending}
        onClick={() => {
          if (sentCount > 0) setAsking(true)
          else undo(false)
        }}
      >
        {t('undo.button')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('undo.title', { count: sentCount })}
        confirmLabel={t('undo.delete', { count: sentCount })}
        cancelLabel={t('undo.keep')}
        onConfirm={() => {
          undo(true)
        }}
        onCancel={() => {
          setAsking(false)
        }}
      >
        {t('undo.body')}
      </ConfirmDialog>
    </>
  )
}
