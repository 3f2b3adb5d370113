import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useEraseContact } from '../../api/use-contacts.ts'
import { told } from '../../copy/told.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatOrList } from '../../ui/format.ts'
import { takeFocus } from '../../ui/take-focus.ts'
import { DialogShell } from './DialogShell.tsx'
import { startUndo } from './start-undo.ts'
import { toldName } from './told-name.ts'

interface EraseContactProps {
  readonly contact: { readonly key: ItemKey; readonly name: string; readonly externalId: string }
  /** Empty where there is none. */
  readonly email: string
  readonly provider: string
  readonly onErased: () => void
  readonly onClose: () => void
}

/** Deletes for good, once somebody has typed whom. Mount it when it is wanted. */
export function EraseContact({ contact, email, provider, onErased, onClose }: EraseContactProps) {
  const { t } = useTranslation('contacts')
  const erase = useEraseContact()
  const [typed, setTyped] = useState('')
  const name = contact.name.trim()
  // Exactly as it is shown: whoever types it has read it.
  const proofs = [name, email].filter((proof) => proof !== '')
  const accepted = proofs.length === 0 ? [contact.externalId] : [...new Set(proofs)]
  const isProven = accepted.includes(typed.trim())
  const confirm = (): void => {
    if (!isProven || erase.isPending) return
    const offer = startUndo()
    erase.mutate(contact.key, {
      onSuccess: ({ id }) => {
        offer(id, told('contacts:erase.done', { name: toldName(name) }))
        onErased()
      },
    })
  }
  return (
    <DialogShell
      title={t('erase.title', { name: name === '' ? t('unnamed') : name })}
      keepLabel={t('delete.keep')}
      confirmLabel={t('erase.confirm')}
      canConfirm={isProven}
      isBusy={erase.isPending}
      isDestructive
      takesFocus={false}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Typography>{t('erase.body', { provider })}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('erase.instead', { provider })}
      </Typography>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        <TextField
          label={t('erase.type', {
            texts: formatOrList(accepted.map((text) => t('erase.quoted', { text }))),
          })}
          value={typed}
          inputRef={takeFocus}
          onChange={(event) => {
            setTyped(event.target.value)
          }}
          slotProps={{
            inputLabel: {
              shrink: true,
              sx: { whiteSpace: 'normal', position: 'static', transform: 'none', mb: 0.75 },
            },
            input: { notched: false },
            htmlInput: { spellCheck: false, autoComplete: 'off' },
          }}
        />
      </Box>
      {erase.error !== null && <ErrorNotice {...problemOf(erase.error)} provider={provider} />}
    </DialogShell>
  )
}
