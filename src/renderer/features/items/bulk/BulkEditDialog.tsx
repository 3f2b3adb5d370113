import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../api/client.ts'
import { contactFormQuery } from '../../../api/use-contacts.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { BulkForm } from './BulkForm.tsx'
import { BulkProgress } from './BulkProgress.tsx'
import { BulkResult } from './BulkResult.tsx'
import type { BulkEdit, BulkSelection } from './use-bulk-edit.ts'
import { useBulkKeys } from './use-bulk-keys.ts'
import { useBulkRun } from './use-bulk-run.ts'

interface BulkEditDialogProps {
  readonly bulk: BulkEdit
  readonly selection: BulkSelection
}

/** Edits one field of many contacts: chosen and previewed, carried out, told. */
export function BulkEditDialog({ bulk, selection }: BulkEditDialogProps) {
  const { t } = useTranslation('bulk')
  const titleId = useId()
  const form = useQuery(contactFormQuery(selection.account.id))
  const keys = useBulkKeys(selection)
  const run = useBulkRun(selection, bulk)
  const { state } = run
  const content = (): ReactNode => {
    if (state.kind === 'running') return <BulkProgress run={state} onCancel={run.cancel} />
    if (state.kind === 'over')
      return <BulkResult run={state} onOpenRecord={bulk.onOpenRecord} onClose={bulk.close} />
    if (form.data !== undefined)
      return (
        <BulkForm
          selection={selection}
          keys={keys}
          form={form.data}
          onStart={run.start}
          onClose={bulk.close}
        />
      )
    return (
      <DialogContent>
        {form.error === null ? (
          <LinearProgress aria-label={t('loading')} />
        ) : (
          <ErrorNotice {...problemOf(form.error)} actions={{ retry: () => void form.refetch() }} />
        )}
      </DialogContent>
    )
  }
  return (
    <Dialog
      open
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
      onClose={() => {
        // Escape would leave open whether the rest is changed; the button says it.
        if (state.kind !== 'running') bulk.close()
      }}
    >
      <DialogTitle id={titleId}>
        {keys.kind === 'here' ? t('title', { count: keys.keys.length }) : t('titleGathering')}
      </DialogTitle>
      {content()}
    </Dialog>
  )
}
