import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, AccountId } from '../../../shared/model/account.ts'
import { itemKey } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useCreateContact } from '../../api/use-contacts.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { keepDraft, useKeptDraft } from './contact-draft.ts'
import { displayName, isSame, noFields, trimmed } from './contact-form.ts'
import { ContactFieldset } from './ContactFieldset.tsx'
import { NotSaved } from './NotSaved.tsx'
import { UnsavedChanges } from './UnsavedChanges.tsx'
import { markRefused, useContactForm, useTypedFields } from './use-contact-form.ts'
import { useLeaveToItems } from './use-leave-to-items.ts'
import { useSaveKeys } from './use-save-keys.ts'
import { WorkingOfflineHint } from './WorkingOfflineHint.tsx'

interface NewContactProps {
  /** The accounts that can hold it; at least one. */
  readonly accounts: readonly [Account, ...Account[]]
  readonly providers: readonly ProviderDescriptor[]
  readonly preferred: AccountId | undefined
}

const draftId = 'new'

/** The form of a contact that does not exist yet. */
export function NewContact({ accounts, providers, preferred }: NewContactProps) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = useLeaveToItems()
  const create = useCreateContact()
  const form = useContactForm(noFields)
  const [refusedCount, setRefusedCount] = useState(0)
  const [chosen, setChosen] = useState(preferred)
  const isEmpty = isSame(useTypedFields(form), noFields)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  const provider = providers.find(({ id }) => id === account.providerId)
  const providerName = provider?.name ?? ''
  const { setFocus } = form
  useKeptDraft(form, draftId)
  useEffect(() => {
    setFocus('email')
  }, [setFocus])

  const send = form.handleSubmit((typed) => {
    if (create.isPending) return
    create.mutate(
      { accountId: account.id, fields: trimmed(typed) },
      {
        onSuccess: ({ key, contact }) => {
          const name = displayName(contact.fields) || t('unnamed')
          leave({ selected: key, announcement: t('new.done', { name, provider: providerName }) })
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
    <>
      <PageHeader title={t('new.title')} description={t('new.description', { provider: providerName })} />
      <Card
        component="form"
        noValidate
        aria-label={t('new.title')}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
        sx={{ p: 2.5, display: 'flex', flexDirection: 'column', gap: 2.5 }}
      >
        <WorkingOfflineHint />
        {create.error !== null && (
          <NotSaved
            problem={problemOf(create.error)}
            provider={provider}
            accountId={account.id}
            refusedCount={refusedCount}
            onRetry={save}
            onOpen={(externalId) => {
              const key = itemKey(account.providerId, account.id, 'contact', externalId)
              void navigate({ to: '/contacts/$key', params: { key } })
            }}
          />
        )}
        {accounts.length > 1 && (
          <TextField
            select
            label={t('new.account')}
            value={account.id}
            disabled={create.isPending}
            onChange={(event) => {
              setChosen(accounts.find(({ id }) => id === event.target.value)?.id)
            }}
          >
            {accounts.map(({ id, label }) => (
              <MenuItem key={id} value={id}>
                <bdi>{label}</bdi>
              </MenuItem>
            ))}
          </TextField>
        )}
        <ContactFieldset form={form} held={null} provider={providerName} isReadOnly={create.isPending} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button
            type="submit"
            variant="contained"
            loading={create.isPending}
            aria-keyshortcuts="Control+S Control+Enter"
          >
            {t('new.save')}
          </Button>
          <Button
            variant="outlined"
            color="inherit"
            disabled={isEmpty || create.isPending}
            onClick={() => {
              form.reset()
              create.reset()
            }}
          >
            {t('create.reset')}
          </Button>
        </Box>
      </Card>
      <UnsavedChanges
        isUnsaved={!isEmpty}
        provider={providerName}
        onSignIn={() => {
          keepDraft(queries, draftId, form.getValues())
        }}
      />
    </>
  )
}
