import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../shared/model/change.ts'
import { problemOf } from '../../api/client.ts'
import { useDiscardChanges } from '../../api/use-outbox.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'
import type { ChangePlace } from './use-change-places.ts'
import { useNameWords } from './use-name-words.ts'

/** So many are named; the others are counted. */
const mostNamed = 8

interface DiscardDialogProps {
  /** At least one; as they were when the user asked. */
  readonly changes: readonly ChangeView[]
  readonly placeOf: (change: ChangeView) => ChangePlace
  readonly onClose: () => void
}

/** Names what is lost before a change is discarded, and says so where it was too late. */
export function DiscardDialog({ changes, placeOf, onClose }: DiscardDialogProps) {
  const { t } = useTranslation('outbox')
  const titleId = useId()
  const nameWords = useNameWords()
  const discard = useDiscardChanges()
  const [first, ...others] = changes
  if (first === undefined) return null
  const isSeveral = others.length > 0
  const count = changes.length
  const provider = placeOf(first).providerName
  const name = nameWords(first.name)
  const title = isSeveral ? t('discard.titleSeveral', { count }) : t(`discard.title.${first.kind}`, { name })

  if (discard.error?.error.kind === 'changed-meanwhile') {
    return (
      <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent role="alert" sx={{ typography: 'body1' }}>
          {t(isSeveral ? 'discard.tooLateSeveral' : 'discard.tooLate')}
        </DialogContent>
        <DialogActions>
          <Button ref={takeFocus} variant="contained" onClick={onClose}>
            {t('discard.close')}
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirmLabel={isSeveral ? t('discard.confirmSeveral', { count }) : t(`discard.confirm.${first.kind}`)}
      cancelLabel={t(isSeveral ? 'discard.keepSeveral' : 'discard.keep')}
      isBusy={discard.isPending}
      onCancel={onClose}
      onConfirm={() => {
        discard.mutate(
          changes.map(({ id }) => id),
          { onSuccess: onClose },
        )
      }}
    >
      {isSeveral || first.kind === 'create' || first.kind === 'update' ? (
        <>
          <Typography variant="body2">
            {isSeveral ? t('discard.lostSeveral') : t('discard.lost', { provider })}
          </Typography>
          <Lost changes={changes} />
        </>
      ) : (
        <Typography variant="body2">{t(`discard.stays.${first.kind}`, { provider })}</Typography>
      )}
      {discard.error !== null && (
        <Box sx={{ mt: 2 }}>
          <ErrorNotice {...problemOf(discard.error)} provider={provider} />
        </Box>
      )}
    </ConfirmDialog>
  )
}

/** Of one change each value, of several the records and the fields. */
function Lost({ changes }: { readonly changes: readonly ChangeView[] }) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const [first] = changes
  const lines =
    changes.length === 1 && first !== undefined
      ? first.fields.map(({ name, label, after }) => [
          name,
          `${label}: ${after === '' ? t('difference.notSet') : after}`,
        ])
      : changes.map(({ id, kind, name, fields }) => {
          const names = { kind: t(`kind.${kind}`), name: nameWords(name) }
          const labels = fields.slice(0, 3).map(({ label }) => label)
          const shown = fields.length > labels.length ? [...labels, '…'] : labels
          return [
            id,
            labels.length === 0
              ? t('discard.line', names)
              : t('discard.lineWithFields', { ...names, fields: shown.join(', ') }),
          ]
        })
  const rest = lines.length - mostNamed
  return (
    <Box component="ul" sx={{ my: 1, pl: 2.5, typography: 'body2', overflowWrap: 'anywhere' }}>
      {lines.slice(0, mostNamed).map(([key, words]) => (
        <li key={key}>
          <bdi>{words}</bdi>
        </li>
      ))}
      {rest > 0 && <li>{t('discard.andMore', { count: rest })}</li>}
    </Box>
  )
}
