import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactRecord } from '../../../shared/model/contact.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useUpdateContact } from '../../api/use-contacts.ts'
import { type ContactPlace, siblingKey } from './contact-address.ts'
import { keepDraft, useKeptDraft } from './contact-draft.ts'
import { changedFields, displayName, isSame } from './contact-form.ts'
import { ContactFieldset } from './ContactFieldset.tsx'
import { NotSaved } from './NotSaved.tsx'
import { UnsavedChanges } from './UnsavedChanges.tsx'
import { markRefused, useContactForm, useTypedFields } from './use-contact-form.ts'
import { useLeaveToItems } from './use-leave-to-items.ts'
import { useSaveKeys } from './use-save-keys.ts'
import { WorkingOfflineHint } from './WorkingOfflineHint.tsx'

interface EditContactProps {
  readonly place: ContactPlace
  readonly provider: ProviderDescriptor | undefined
  /** The contact as the provider has it; changes are measured against it. */
  readonly held: ContactRecord
  readonly onDelete: () => void
}

/** The form of a contact that exists. Only what was changed is sent. */
export function EditContact({ place, provider, held, onDelete }: EditContactProps) {
  const { t } = useTranslation('contacts')
  const headingId = useId()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = useLeaveToItems()
  const update = useUpdateContact()
  const form = useContactForm(held.fields)
  const [refusedCount, setRefusedCount] = useState(0)
  const typed = useTypedFields(form)
  const changeCount = Object.keys(changedFields(held.fields, typed)).length
  const providerName = provider?.name ?? ''
  useKeptDraft(form, place.key)

  const send = form.handleSubmit((fields) => {
    if (update.isPending || changeCount === 0) return
    const { accountId, externalId } = place
    update.mutate(
      { accountId, externalId, changes: changedFields(held.fields, fields) },
      {
        onSuccess: ({ key, contact }) => {
          const name = displayName(contact.fields) || t('unnamed')
          leave({ selected: key, announcement: t('edit.done', { name, provider: providerName }) })
        },
        onError: ({ error }) => {
          setRefusedCount(markRefused(form, error))
        },
      },
    )
  })
  const save = (): void => void send()
  useSaveKeys(save)

  return (
    <Card component="section" aria-labelledby={headingId} sx={{ p: 2.5 }}>
      <Typography id={headingId} variant="h2" sx={{ mb: 2.5 }}>
        {t('edit.form')}
      </Typography>
      <Box
        component="form"
        noValidate
        aria-labelledby={headingId}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}
      >
        <WorkingOfflineHint />
        {update.error !== null && (
          <NotSaved
            problem={problemOf(update.error)}
            provider={provider}
            accountId={place.accountId}
            refusedCount={refusedCount}
            onRetry={save}
            onOpen={(externalId) =>
              void navigate({ to: '/contacts/$key', params: { key: siblingKey(place, externalId) } })
            }
          />
        )}
        <ContactFieldset
          form={form}
          held={held.fields}
          provider={providerName}
          isReadOnly={update.isPending}
        />
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
          <Button
            type="submit"
            variant="contained"
            disabled={changeCount === 0}
            loading={update.isPending}
            aria-keyshortcuts="Control+S Control+Enter"
          >
            {t('edit.save')}
          </Button>
          <Button
            variant="outlined"
            color="inherit"
            disabled={isSame(typed, held.fields) || update.isPending}
            onClick={() => {
              form.reset()
              update.reset()
            }}
          >
            {t('edit.reset')}
          </Button>
          <Box sx={{ flex: 1 }} />
          <Button variant="text" color="error" startIcon={<DeleteIcon />} onClick={onDelete}>
            {t('delete.open')}
          </Button>
        </Box>
        <Typography variant="caption" component="p" role="status" sx={{ m: 0, color: 'text.secondary' }}>
          {changeCount === 0 ? t('edit.nothingChanged') : t('edit.changed', { count: changeCount })}
        </Typography>
      </Box>
      <UnsavedChanges
        isUnsaved={changeCount > 0}
        provider={providerName}
        onSignIn={() => {
          keepDraft(queries, place.key, form.getValues())
        }}
      />
    </Card>
  )
}
