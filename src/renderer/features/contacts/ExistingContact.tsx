import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { valueIn, type ContactForm, type StoredContact } from '../../../shared/model/contact.ts'
import { type Draft, draftIdSchema } from '../../../shared/model/draft.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { contactFormQuery, storedContactQuery } from '../../api/use-contacts.ts'
import { draftQuery } from '../../api/use-drafts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MoreMenu } from '../../ui/MoreMenu.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { ContactPlace } from './contact-address.ts'
import { DeleteContact } from './DeleteContact.tsx'
import { EditContact } from './EditContact.tsx'
import { emailField } from './contact-name.ts'
import { EraseContact } from './EraseContact.tsx'
import { HeldContact } from './HeldContact.tsx'
import { MergeContacts } from './MergeContacts.tsx'
import { NotHere } from './NotHere.tsx'
import { useGoToContact, useLeaveToItems } from './use-leave-to-items.ts'

interface ExistingContactProps {
  readonly place: ContactPlace
}

/** Everything about one contact. It needs no network: what was loaded is here, and what is saved waits here. */
export function ExistingContact({ place }: ExistingContactProps) {
  const { t } = useTranslation('contacts')
  const goTo = useGoToContact()
  const provider = useProviders().data?.find(({ id }) => id === place.providerId)?.name ?? ''
  const account = useAccounts().data?.find(({ id }) => id === place.accountId)
  const stored = useQuery(storedContactQuery(place.key))
  const form = useQuery(contactFormQuery(place.accountId))
  const draft = useQuery(draftQuery(draftIdSchema.parse(place.key)))
  const name = stored.data === undefined || stored.data.name === '' ? t('unnamed') : stored.data.name
  // A contact that was created here got its own id from the provider while it was open.
  const key = stored.data?.key ?? place.key
  useEffect(() => {
    if (key !== place.key) goTo(key, { replace: true })
  })

  const failure = stored.error ?? form.error
  const isReading = stored.isPending || form.isPending || draft.isPending
  return (
    <>
      {stored.data === undefined || form.data === undefined || draft.isPending ? (
        <PageHeader title={t('edit.title', { name })} />
      ) : (
        <OpenContact
          {...{ place, provider, name }}
          account={account}
          stored={stored.data}
          form={form.data}
          draft={draft.data ?? null}
        />
      )}
      {isReading && failure === null && <LinearProgress aria-label={t('edit.opening')} />}
      {failure !== null &&
        (failure.error.kind === 'not-found' ? (
          <NotHere place={place} provider={provider} />
        ) : (
          <ErrorNotice
            {...problemOf(failure)}
            provider={provider}
            actions={{
              retry: () => {
                void stored.refetch()
                void form.refetch()
              },
            }}
          />
        ))}
    </>
  )
}

interface OpenContactProps {
  readonly place: ContactPlace
  readonly provider: string
  readonly name: string
  readonly account: Parameters<typeof EditContact>[0]['account']
  readonly stored: StoredContact
  readonly form: ContactForm
  readonly draft: Draft | null
}

type Asking = 'delete' | 'erase' | 'merge'

function OpenContact({ place, provider, name, account, stored, form, draft }: OpenContactProps) {
  const { t } = useTranslation('contacts')
  const leave = useLeaveToItems()
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = (): void => {
    setAsking(null)
  }
  const email = emailField(form.fields)
  const contact = { ...place, name: stored.name, isSent: stored.createdBy === null }
  return (
    <>
      <PageHeader
        title={t('edit.title', { name })}
        description={account && t('edit.where', { account: account.label })}
        actions={
          !stored.isBeingDeleted && (
            <>
              <Button
                color="error"
                startIcon={<DeleteIcon />}
                onClick={() => {
                  setAsking('delete')
                }}
              >
                {t('delete.open')}
              </Button>
              {contact.isSent && (
                <MoreMenu
                  label={t('more.label')}
                  actions={(['merge', 'erase'] as const).map((what) => ({
                    name: t(`more.${what}`),
                    run: () => {
                      setAsking(what)
                    },
                  }))}
                />
              )}
            </>
          )
        }
      />
      <Box sx={columnsLook}>
        <HeldContact {...{ place, provider, stored, form }} />
        <EditContact {...{ place, account, provider, form, stored, draft }} />
      </Box>
      {asking === 'delete' && (
        <DeleteContact contact={contact} provider={provider} onDeleted={() => leave({})} onClose={close} />
      )}
      {asking === 'erase' && (
        <EraseContact
          contact={contact}
          email={email === undefined ? '' : valueIn(stored.values, email.name)}
          provider={provider}
          onErased={() => leave({})}
          onClose={close}
        />
      )}
      {asking === 'merge' && (
        <MergeContacts
          contact={contact}
          provider={provider}
          onMerged={(selected) => leave({ selected })}
          onClose={close}
        />
      )}
    </>
  )
}

const columnsLook = {
  display: 'grid',
  alignItems: 'start',
  gap: 2.5,
  gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
  '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
} as const
