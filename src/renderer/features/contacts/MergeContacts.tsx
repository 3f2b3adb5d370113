import SwapIcon from '@mui/icons-material/SwapHoriz'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useMergeContacts, useMergePreview } from '../../api/use-contacts.ts'
import { told } from '../../copy/told.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DialogShell } from './DialogShell.tsx'
import { MergeSearch } from './MergeSearch.tsx'
import { startUndo } from './start-undo.ts'
import { toldName } from './told-name.ts'
import { ValueTable } from './ValueTable.tsx'

interface MergeContactsProps {
  readonly contact: { readonly key: ItemKey; readonly accountId: AccountId; readonly name: string }
  readonly provider: string
  /** It is noted; the contact that stays is given. */
  readonly onMerged: (primary: ItemKey) => void
  readonly onClose: () => void
}

/** Two contacts become one: first whom with, then what would come of it. Mount it when it is wanted. */
export function MergeContacts({ contact, provider, onMerged, onClose }: MergeContactsProps) {
  const { t } = useTranslation('contacts')
  const [pair, setPair] = useState<{ readonly primary: ItemKey; readonly other: ItemKey } | null>(null)
  const name = contact.name.trim() === '' ? t('unnamed') : contact.name
  if (pair === null) {
    return (
      <MergeSearch
        title={t('merge.chooseTitle', { name })}
        contact={contact}
        onChoose={(other) => {
          setPair({ primary: contact.key, other })
        }}
        onClose={onClose}
      />
    )
  }
  return (
    <MergePreviewDialog
      {...pair}
      provider={provider}
      onSwap={() => {
        setPair({ primary: pair.other, other: pair.primary })
      }}
      onChooseAgain={() => {
        setPair(null)
      }}
      onMerged={onMerged}
      onClose={onClose}
    />
  )
}

interface MergePreviewDialogProps {
  readonly primary: ItemKey
  readonly other: ItemKey
  readonly provider: string
  readonly onSwap: () => void
  readonly onChooseAgain: () => void
  readonly onMerged: (primary: ItemKey) => void
  readonly onClose: () => void
}

function MergePreviewDialog(props: MergePreviewDialogProps) {
  const { primary, other, provider, onMerged, onClose } = props
  const { t } = useTranslation('contacts')
  const preview = useMergePreview(primary, other)
  const merge = useMergeContacts()
  const nameOf = (name: string | undefined): string =>
    name === undefined || name.trim() === '' ? t('unnamed') : name
  const stays = nameOf(preview.data?.primary.name)
  const goes = nameOf(preview.data?.other.name)
  const names = {
    stays: toldName(preview.data?.primary.name ?? ''),
    goes: toldName(preview.data?.other.name ?? ''),
  }
  const failure = merge.error ?? preview.error
  return (
    <DialogShell
      title={preview.data === undefined ? t('merge.reading') : t('merge.title', { stays, goes })}
      keepLabel={t('merge.keep')}
      confirmLabel={t('merge.confirm', { stays })}
      canConfirm={preview.data !== undefined}
      isBusy={merge.isPending}
      isDestructive
      onClose={onClose}
      onConfirm={() => {
        const offer = startUndo()
        merge.mutate(
          { primary, other },
          {
            onSuccess: ({ id }) => {
              offer(id, told('contacts:merge.done', names))
              onMerged(primary)
            },
          },
        )
      }}
    >
      {preview.data === undefined && preview.isPending && <LinearProgress aria-label={t('merge.reading')} />}
      {preview.data !== undefined && (
        <>
          <Typography variant="body2">{t('merge.body', { stays, goes, provider })}</Typography>
          {preview.data.fields.length === 0 ? (
            <Typography variant="body2">{t('merge.same')}</Typography>
          ) : (
            <ValueTable
              label={t('merge.table')}
              heads={[t('history.field'), t('merge.stays'), t('merge.goes'), t('merge.result')]}
              rows={preview.data.fields.map((field) => ({
                name: field.name,
                cells: [field.label, field.primary, field.other, field.result],
              }))}
            />
          )}
        </>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" color="inherit" startIcon={<SwapIcon />} onClick={props.onSwap}>
          {t('merge.swap')}
        </Button>
        <Button color="inherit" onClick={props.onChooseAgain}>
          {t('merge.chooseAgain')}
        </Button>
      </Box>
      {failure !== null && <ErrorNotice {...problemOf(failure)} provider={provider} />}
    </DialogShell>
  )
}
