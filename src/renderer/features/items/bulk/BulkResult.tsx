import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { useStep } from '../../../api/use-outbox.ts'
import { errorWords } from '../../../copy/error-words.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { takeFocus } from '../../../ui/take-focus.ts'
import type { BulkFailure } from './change-all.ts'
import { RecordLines } from './RecordLines.tsx'
import { toldKey } from './told-key.ts'
import type { BulkRunState } from './use-bulk-run.ts'

interface BulkResultProps {
  readonly run: Extract<BulkRunState, { kind: 'over' }>
  readonly onOpenRecord: (key: ItemKey) => void
  readonly onClose: () => void
}

/** What came of an edit, contact by contact where it failed; takes it back as one. */
export function BulkResult({ run, onOpenRecord, onClose }: BulkResultProps) {
  const { t } = useTranslation('bulk')
  const undo = useStep('undo')
  const { order, outcome } = run
  const { changed, stop } = outcome
  const takeBack = (): void => {
    undo.mutate(undefined, {
      onSuccess(done) {
        const news =
          done === null
            ? ({ tone: 'info', title: told('bulk:undo.nothing') } as const)
            : ({
                tone: 'success',
                title: told('bulk:undo.done', { count: done.count, field: order.label }),
              } as const)
        // Said below as long as the dialog is there, which is as long as anybody hears of this.
        notify({ ...news, isOnScreen: true })
      },
    })
  }
  // What was taken back is no longer how things stand.
  const isUndone = undo.data !== undefined && undo.data !== null
  return (
    <>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        {!isUndone && <Outcome {...{ run, onOpenRecord }} />}
        {undo.data !== undefined && <Undone done={undo.data} {...{ order, onOpenRecord }} />}
      </DialogContent>
      <DialogActions>
        {/* What was undone already must not take back the edit before it. */}
        {changed > 0 && stop?.kind !== 'undone' && undo.data === undefined && (
          <Button variant="outlined" color="inherit" loading={undo.isPending} onClick={takeBack}>
            {t('undo.button')}
          </Button>
        )}
        <Button ref={takeFocus} variant="contained" onClick={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </>
  )
}

type OutcomeProps = Pick<BulkResultProps, 'run' | 'onOpenRecord'>

/** How many contacts were changed, why not all, and which failed. */
function Outcome({ run: { order, outcome }, onOpenRecord }: OutcomeProps) {
  const { t } = useTranslation('bulk')
  const { changed, unchanged, failed, left, stop } = outcome
  const wordsOf = ({ error }: BulkFailure): string => {
    if (error.kind === 'changed-meanwhile') return t('result.leaving')
    const { title, body } = errorWords(error)
    return `${title} ${body}`
  }
  return (
    <>
      <div role="status">
        <Typography>{t(toldKey(changed, order.value), { count: changed, field: order.label })}</Typography>
        {unchanged > 0 && (
          <Typography variant="body2">{t('result.unchanged', { count: unchanged })}</Typography>
        )}
        {stop?.kind === 'cancelled' && (
          <Typography variant="body2">{t('result.cancelled', { count: left })}</Typography>
        )}
        {stop?.kind === 'undone' && (
          <Typography variant="body2">{t('result.undone', { count: left })}</Typography>
        )}
        {stop?.kind === 'failed' && (
          <Typography variant="body2">{t('result.stopped', { count: left })}</Typography>
        )}
        {(stop?.kind === 'cancelled' || stop?.kind === 'failed') && changed > 0 && (
          <Typography variant="body2">{t('result.stays')}</Typography>
        )}
      </div>
      {stop?.kind === 'failed' && <ErrorNotice {...stop.problem} />}
      {failed.length > 0 && (
        <>
          <Typography variant="body2">{t('result.failed', { count: failed.length })}</Typography>
          <RecordLines
            label={t('result.failedList')}
            lines={failed.map((one) => ({ key: one.key, text: wordsOf(one) }))}
            onOpen={onOpenRecord}
          />
        </>
      )}
    </>
  )
}

type UndoAnswer = NonNullable<ReturnType<typeof useStep>['data']>

interface UndoneProps extends Pick<BulkResultProps, 'onOpenRecord'> {
  readonly order: BulkResultProps['run']['order']
  readonly done: UndoAnswer | null
}

/** What the undo took back, and which contacts keep what was set since. */
function Undone({ done, order, onOpenRecord }: UndoneProps) {
  const { t } = useTranslation('bulk')
  if (done === null) return <Typography role="status">{t('undo.nothing')}</Typography>
  const { count, changedSince, changedSinceCount } = done
  return (
    <>
      <div role="status">
        <Typography>{t('undo.done', { count, field: order.label })}</Typography>
        {changedSinceCount > 0 && (
          <Typography variant="body2">{t('undo.since', { count: changedSinceCount })}</Typography>
        )}
        {changedSinceCount > changedSince.length && (
          <Typography variant="body2">{t('undo.sinceFirst', { count: changedSince.length })}</Typography>
        )}
      </div>
      {changedSince.length > 0 && (
        <RecordLines
          label={t('undo.sinceList')}
          lines={changedSince.map((key) => ({ key, text: null }))}
          onOpen={onOpenRecord}
        />
      )}
    </>
  )
}
