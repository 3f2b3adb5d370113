import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plainQuery } from '../../../shared/plain-query.ts'
import { builtInFields, providerFieldName, type FieldId } from '../../../shared/model/list-field.ts'
import { problemOf } from '../../api/client.ts'
import { useStartExport } from '../../api/use-exports.ts'
import { listFieldsQuery } from '../../api/use-list-fields.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { closeExport, type ExportableList } from '../../ui/export-request.ts'
import { takeFocus } from '../../ui/take-focus.ts'
import { type ExportChoice, exportRequest, firstChoice, scopesOf } from './export-choice.ts'
import { ExportOptions } from './ExportOptions.tsx'
import { ExportRuns } from './ExportRuns.tsx'

/** What was chosen last, for the next time. */
let lastChoice: ExportChoice = firstChoice

interface ExportDialogProps {
  /** Null where no list is shown. */
  readonly list: ExportableList | null
}

/** What is written to a file and how, and the files that are being written. It may be closed: they go on. */
export function ExportDialog({ list }: ExportDialogProps) {
  const { t } = useTranslation('exporting')
  const titleId = useId()
  const start = useStartExport()
  const scopes = scopesOf(list)
  const [choice, setChoice] = useState<ExportChoice>({ ...lastChoice, scope: scopes[0] ?? 'everything' })
  const { type, accountId, parentKey } = list?.query ?? plainQuery()
  const fields = useQuery(listFieldsQuery({ type, accountId, parentKey }))
  const labelOf = useLabels(fields.data ?? [])
  const needsFields = choice.columns === 'all' && choice.scope !== 'everything'
  const begin = (): void => {
    lastChoice = choice
    const words = { labelOf, everything: t('everythingName') }
    start.mutate(exportRequest(choice, list, fields.data ?? [], words))
  }
  return (
    <Dialog open onClose={closeExport} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <ExportOptions choice={choice} list={list} scopes={scopes} onChange={setChoice} />
        {fields.error !== null && needsFields && (
          <ErrorNotice {...problemOf(fields.error)} actions={{ retry: () => void fields.refetch() }} />
        )}
        {start.error !== null && <ErrorNotice {...problemOf(start.error)} actions={{ retry: begin }} />}
        <ExportRuns />
      </DialogContent>
      <DialogActions>
        <Button ref={takeFocus} variant="outlined" color="inherit" onClick={closeExport}>
          {t('close')}
        </Button>
        <Button
          variant="contained"
          loading={start.isPending}
          disabled={needsFields && fields.data === undefined}
          onClick={begin}
        >
          {t('start')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** The words for the head of a column. */
function useLabels(fields: readonly { readonly id: FieldId; readonly label: string }[]) {
  const { t } = useTranslation('items')
  const labels = new Map(fields.map(({ id, label }) => [id, label.trim()]))
  return (id: FieldId): string => {
    const own = builtInFields.find((one) => one === id)
    if (own !== undefined) return t(`columns.${own}`)
    const label = labels.get(id) ?? ''
    return label === '' ? (providerFieldName(id) ?? id) : label
  }
}
