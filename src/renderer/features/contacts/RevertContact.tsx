import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ContactVersion } from '../../../shared/model/contact.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useRevertContact, useRevertPreview } from '../../api/use-contacts.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { DialogShell } from './DialogShell.tsx'
import { ValueTable } from './ValueTable.tsx'

interface RevertContactProps {
  readonly contactKey: ItemKey
  readonly version: ContactVersion
  readonly provider: string
  readonly onDone: (isChanged: boolean) => void
  readonly onClose: () => void
}

/** Shows what setting a contact back would change, and does it. Mount it when it is wanted. */
export function RevertContact({ contactKey, version, provider, onDone, onClose }: RevertContactProps) {
  const { t } = useTranslation('contacts')
  const preview = useRevertPreview(contactKey, version.id)
  const revert = useRevertContact()
  const fields = preview.data
  const failure = revert.error ?? preview.error
  return (
    <DialogShell
      title={t('history.title', { when: formatDateTime(version.atMs) })}
      keepLabel={t('history.keep')}
      confirmLabel={t('history.confirm')}
      canConfirm={fields !== undefined && fields.length > 0}
      isBusy={revert.isPending}
      onClose={onClose}
      onConfirm={() => {
        revert.mutate(
          { key: contactKey, version: version.id },
          {
            onSuccess: ({ id }) => {
              onDone(id !== null)
            },
          },
        )
      }}
    >
      {preview.isPending && <LinearProgress aria-label={t('history.reading')} />}
      {fields?.length === 0 && <Typography>{t('history.nothing')}</Typography>}
      {fields !== undefined && fields.length > 0 && (
        <>
          <Typography variant="body2">{t('history.body', { provider })}</Typography>
          <ValueTable
            label={t('history.table')}
            heads={[t('history.field'), t('history.now'), t('history.then')]}
            rows={fields.map(({ name, label, now, then }) => ({ name, cells: [label, now, then] }))}
          />
        </>
      )}
      {failure !== null && <ErrorNotice {...problemOf(failure)} provider={provider} />}
    </DialogShell>
  )
}
