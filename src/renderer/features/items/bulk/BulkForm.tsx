import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactForm, FormField } from '../../../../shared/model/contact.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { useProviders } from '../../../api/use-providers.ts'
import { sentValue } from '../../../ui/field-value.ts'
import { ValueHint } from '../../../ui/ValueHint.tsx'
import { BulkPreview } from './BulkPreview.tsx'
import { FieldChoice } from './FieldChoice.tsx'
import type { BulkSelection } from './use-bulk-edit.ts'
import type { BulkKeys } from './use-bulk-keys.ts'
import type { BulkOrder } from './use-bulk-run.ts'
import { useOldValues } from './use-old-values.ts'
import { ValueChoice, type ValueMode } from './ValueChoice.tsx'

interface BulkFormProps {
  readonly selection: BulkSelection
  readonly keys: BulkKeys
  readonly form: ContactForm
  readonly onStart: (order: BulkOrder) => void
  readonly onClose: () => void
}

/** Which field, which value, and what that would change. Nothing is changed before the button that names it. */
export function BulkForm({ selection, keys, form, onStart, onClose }: BulkFormProps) {
  const { t } = useTranslation('bulk')
  const [field, setField] = useState<FormField | null>(null)
  const [mode, setMode] = useState<ValueMode>('set')
  const [typed, setTyped] = useState('')
  const here = keys.kind === 'here' ? keys.keys : null
  const look = useOldValues(selection, here, field?.name ?? null)
  const total = here?.length ?? 0
  const value = field === null || mode === 'clear' ? '' : sentValue(field, typed.toWellFormed())
  const isChosen = field !== null && (mode === 'clear' || value !== '')
  const already = look.state === 'done' ? (look.values.counts.get(value) ?? 0) : 0
  const count = total - already
  const hint = (): string | null => {
    if (field?.isUnique === true && value !== '' && total > 1) return t('value.unique')
    if (isChosen && total > 0 && count === 0) return t('value.already')
    return null
  }
  const problem = hint()
  const provider = useProviders().data?.find(({ id }) => id === selection.account.providerId)?.name ?? ''
  // Odd, but possible: the provider decides.
  const odd = isChosen && problem === null && <ValueHint field={field} value={value} provider={provider} />
  const canStart = isChosen && here !== null && count > 0 && problem === null
  const label = (): string => {
    if (field === null || here === null) return t('start.empty')
    return t(mode === 'clear' ? 'start.clear' : 'start.change', { count, field: field.label })
  }
  const start = (): void => {
    if (!canStart) return
    look.stop()
    onStart({ keys: here, field: field.name, label: field.label, value })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
      style={{ display: 'contents' }}
    >
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {keys.kind === 'gathering' && (
          <Typography variant="body2" role="status">
            {t('gathering', { done: keys.found })}
          </Typography>
        )}
        {keys.kind === 'failed' && <ErrorNotice {...keys.problem} />}
        <FieldChoice
          fields={form.fields}
          chosen={field}
          onChoose={(next) => {
            setField(next)
            setTyped('')
          }}
        />
        {field !== null && (
          <>
            <ValueChoice
              field={field}
              mode={mode}
              value={typed}
              hint={mode === 'set' ? (problem ?? odd) : null}
              onMode={setMode}
              onChange={setTyped}
            />
            {mode === 'clear' && (
              <Typography variant="body2" role="status">
                {problem ?? odd}
              </Typography>
            )}
            <BulkPreview field={field} value={isChosen ? value : null} look={look} count={total} />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" color="inherit" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={!canStart}>
          {label()}
        </Button>
      </DialogActions>
    </form>
  )
}
