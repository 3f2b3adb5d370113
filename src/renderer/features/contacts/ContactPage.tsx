import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccounts } from '../../api/use-accounts.ts'
import { draftQuery } from '../../api/use-drafts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { BackButton } from '../../ui/BackButton.tsx'
import { contactAccounts } from '../../ui/contact-accounts.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { contactPlace } from './contact-address.ts'
import { ExistingContact } from './ExistingContact.tsx'
import { NewContact, newDraftId } from './NewContact.tsx'
import { useLeaveToItems } from './use-leave-to-items.ts'

const newRoute = getRouteApi('/shell/contacts/new')
const editRoute = getRouteApi('/shell/contacts/$key')

/** The form for a new contact, at an account that can hold one. */
export function NewContactPage() {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const { account } = newRoute.useSearch()
  const accounts = useAccounts().data
  const providers = useProviders().data
  const draft = useQuery(draftQuery(newDraftId))
  if (accounts === undefined || providers === undefined || draft.isPending) return null
  const [first, ...others] = contactAccounts(accounts, providers)
  return (
    <ContactFrame maxWidth={680}>
      {first === undefined ? (
        <>
          <PageHeader title={t('new.title')} />
          <EmptyState
            title={t('new.noAccount')}
            actions={
              <Button variant="contained" onClick={() => void navigate({ to: '/connections' })}>
                {t('new.connect')}
              </Button>
            }
          >
            {t('new.noAccountBody')}
          </EmptyState>
        </>
      ) : (
        // A draft that cannot be read must not keep anybody from typing a new one.
        <NewContact
          accounts={[first, ...others]}
          providers={providers}
          preferred={account}
          draft={draft.data ?? null}
        />
      )}
    </ContactFrame>
  )
}

/** A contact that exists: as it was loaded, and beside it the form that changes it. */
export function EditContactPage() {
  const { t } = useTranslation('contacts')
  const { key } = editRoute.useParams()
  const place = contactPlace(key)
  return (
    <ContactFrame maxWidth={1080}>
      {place === null ? (
        <>
          <PageHeader title={t('edit.notThere')} />
          <EmptyState title={t('edit.notThere')}>{t('edit.notThereBody')}</EmptyState>
        </>
      ) : (
        <ExistingContact key={place.key} place={place} />
      )}
    </ContactFrame>
  )
}

interface ContactFrameProps {
  readonly maxWidth: number
  readonly children: ReactNode
}

function ContactFrame({ maxWidth, children }: ContactFrameProps) {
  const { t } = useTranslation('contacts')
  const leave = useLeaveToItems()
  return (
    <Page maxWidth={maxWidth}>
      <BackButton
        onClick={() => {
          leave()
        }}
      >
        {t('back')}
      </BackButton>
      {children}
    </Page>
  )
}
