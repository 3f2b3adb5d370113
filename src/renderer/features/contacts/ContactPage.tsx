import OfflineIcon from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ContactRecord } from '../../../shared/model/contact.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { type ApiFailure, problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { contactQuery } from '../../api/use-contacts.ts'
import { itemQuery } from '../../api/use-items.ts'
import { useProviders } from '../../api/use-providers.ts'
import { BackButton } from '../../ui/BackButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { type ContactPlace, contactPlace, siblingKey } from './contact-address.ts'
import { displayName } from './contact-form.ts'
import { DeleteContact } from './DeleteContact.tsx'
import { EditContact } from './EditContact.tsx'
import { type HeldContact, LiveContact, type StoredContact } from './LiveContact.tsx'
import { NewContact } from './NewContact.tsx'
import { useProblemActions } from './NotSaved.tsx'
import { useBackToItems, useLeaveToItems } from './use-leave-to-items.ts'

const newRoute = getRouteApi('/shell/contacts/new')
const editRoute = getRouteApi('/shell/contacts/$key')

/** The form for a new contact, at an account that can hold one. */
export function NewContactPage() {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const { account } = newRoute.useSearch()
  const accounts = useAccounts().data
  const providers = useProviders().data
  if (accounts === undefined || providers === undefined) return null
  const [first, ...others] = accounts.filter((one) => canHoldContacts(one, providers))
  return (
    <ContactFrame maxWidth={620}>
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
        <NewContact accounts={[first, ...others]} providers={providers} preferred={account} />
      )}
    </ContactFrame>
  )
}

const canHoldContacts = (account: Account, providers: readonly ProviderDescriptor[]): boolean =>
  account.status === 'connected' &&
  account.access === 'write' &&
  providers.some(({ id, capabilities }) => id === account.providerId && capabilities.contacts)

/** A contact that exists: as the provider has it, and beside it the form that changes it. */
export function EditContactPage() {
  const { t } = useTranslation('contacts')
  const { key } = editRoute.useParams()
  const place = contactPlace(key)
  if (place !== null) return <ExistingContact key={place.key} place={place} />
  return (
    <ContactFrame maxWidth={620}>
      <PageHeader title={t('edit.notThere')} />
      <EmptyState title={t('edit.notThere')}>{t('edit.notThereBody')}</EmptyState>
    </ContactFrame>
  )
}

function ExistingContact({ place }: { readonly place: ContactPlace }) {
  const { t } = useTranslation('contacts')
  const leave = useLeaveToItems()
  const [isDeleting, setIsDeleting] = useState(false)
  const provider = useProviders().data?.find(({ id }) => id === place.providerId)
  const account = useAccounts().data?.find(({ id }) => id === place.accountId)
  const live = useQuery(contactQuery(place))
  const stored = useQuery(itemQuery(place.key)).data
  const providerName = provider?.name ?? ''
  const name = (live.data && displayName(live.data.fields)) || stored?.item.name || t('unnamed')

  return (
    <ContactFrame maxWidth={1040}>
      <PageHeader
        title={t('edit.title', { name })}
        description={account && t('edit.where', { account: account.label })}
      />
      <Box sx={columnsLook}>
        <LiveContact held={heldContact(live, stored)} provider={providerName} />
        {live.data !== undefined && (
          <EditContact
            place={place}
            provider={provider}
            held={live.data}
            onDelete={() => {
              setIsDeleting(true)
            }}
          />
        )}
        {live.data === undefined && live.error !== null && (
          <NotReadable
            failure={live.error}
            place={place}
            provider={provider}
            onRetry={() => void live.refetch()}
          />
        )}
      </Box>
      {isDeleting && (
        <DeleteContact
          contact={{ ...place, name }}
          provider={providerName}
          onDeleted={(announcement) => {
            leave({ announcement })
          }}
          onClose={() => {
            setIsDeleting(false)
          }}
        />
      )}
    </ContactFrame>
  )
}

interface LiveAnswer {
  readonly data: ContactRecord | undefined
  readonly error: ApiFailure | null
  readonly dataUpdatedAt: number
}

function heldContact(
  { data, error, dataUpdatedAt }: LiveAnswer,
  stored: StoredContact | undefined,
): HeldContact {
  if (data !== undefined) return { kind: 'live', contact: data, readAtMs: dataUpdatedAt }
  return { kind: error === null ? 'reading' : 'stored', stored }
}

interface NotReadableProps {
  readonly failure: ApiFailure
  readonly place: ContactPlace
  readonly provider: ProviderDescriptor | undefined
  readonly onRetry: () => void
}

/** Without knowing what the provider has, no change can be measured: so there is no form, but a reason. */
function NotReadable({ failure, place, provider, onRetry }: NotReadableProps) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const leave = useLeaveToItems()
  const actions = useProblemActions(place.accountId, provider)
  const { error } = failure
  const name = provider?.name ?? ''
  if (error.kind === 'not-found') {
    return (
      <EmptyState
        title={t('edit.gone', { provider: name })}
        actions={
          <Button variant="contained" onClick={() => leave()}>
            {t('back')}
          </Button>
        }
      >
        {t('edit.goneBody')}
      </EmptyState>
    )
  }
  if (error.kind === 'merged-into') {
    const key = siblingKey(place, error.currentId)
    return (
      <EmptyState
        title={t('edit.merged')}
        actions={
          <Button
            variant="contained"
            onClick={() => void navigate({ to: '/contacts/$key', params: { key }, replace: true })}
          >
            {t('edit.openCurrent')}
          </Button>
        }
      >
        {t('edit.mergedBody', { provider: name })}
      </EmptyState>
    )
  }
  const { 'work-online': goOnline, ...signIn } = actions(onRetry)
  if (error.kind === 'offline' || error.kind === 'working-offline') {
    const isOwnChoice = error.kind === 'working-offline'
    return (
      <EmptyState
        icon={<OfflineIcon />}
        title={t('offline.title')}
        actions={
          <Button variant="contained" onClick={isOwnChoice ? goOnline : onRetry}>
            {t(isOwnChoice ? 'offline.goOnline' : 'offline.retry')}
          </Button>
        }
      >
        {isOwnChoice ? t('offline.workingOffline') : t('offline.unreachable', { provider: name })}
      </EmptyState>
    )
  }
  return (
    <ErrorNotice
      {...problemOf(failure)}
      {...(provider === undefined ? {} : { provider: name })}
      actions={{ ...signIn, retry: onRetry }}
    />
  )
}

interface ContactFrameProps {
  readonly maxWidth: number
  readonly children: ReactNode
}

function ContactFrame({ maxWidth, children }: ContactFrameProps) {
  const { t } = useTranslation('contacts')
  const goBack = useBackToItems()
  return (
    <Page maxWidth={maxWidth}>
      <BackButton onClick={goBack}>{t('back')}</BackButton>
      {children}
    </Page>
  )
}

const columnsLook = {
  display: 'grid',
  alignItems: 'start',
  gap: 2.5,
  gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
  '@media (max-width: 820px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
} as const
