import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, AccountId } from '../../../shared/model/account.ts'
import type { ContactForm, ContactValues } from '../../../shared/model/contact.ts'
import { type Draft, type DraftId, draftIdSchema } from '../../../shared/model/draft.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { contactFormQuery, useCreateContact } from '../../api/use-contacts.ts'
import { say } from '../../copy/told.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { openContactFinder } from '../../ui/contact-finder.ts'
import { typedIn, wholeContact } from './contact-edits.ts'
import { displayName, emailField } from './contact-name.ts'
import { ContactFields } from './ContactFields.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import { EmailTaken } from './EmailTaken.tsx'
import { fieldId } from './FieldRow.tsx'
import { SaveBar } from './SaveBar.tsx'
import { type ContactEdits, useContactEdits } from './use-contact-edits.ts'
import { useFormSave } from './use-form-save.ts'
import { useGoToContact, useLeaveToItems } from './use-leave-to-items.ts'
import { useSavedNews } from './use-saved-news.ts'
import { useSending } from './use-sending.ts'

interface NewContactProps {
  /** The accounts that can hold it; at least one. */
  readonly accounts: readonly [Account, ...Account[]]
  readonly providers: readonly ProviderDescriptor[]
  readonly preferred: AccountId | undefined
  /** What was typed the last time and not saved. */
  readonly draft: Draft | null
}

/** Under which what is typed into the form of a new contact is kept. */
export const newDraftId: DraftId = draftIdSchema.parse('new')

/** A contact that does not exist yet: at which account, and the form. */
export function NewContact({ accounts, providers, preferred, draft }: NewContactProps) {
  const { t } = useTranslation('contacts')
  const [chosen, setChosen] = useState(draft?.accountId ?? preferred)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  const provider = providers.find(({ id }) => id === account.providerId)?.name ?? ''
  const form = useQuery({ ...contactFormQuery(account.id), placeholderData: keepPreviousData })
  // Above the form, so that another account whose form cannot be had takes nothing away that was typed.
  const editing = useContactEdits({ draftId: newDraftId, accountId: account.id, draft, held: nothingHeld })
  return (
    <>
      <PageHeader
        title={t('new.title')}
        description={t('new.description', { provider })}
        actions={
          <Button variant="outlined" color="inherit" onClick={openContactFinder}>
            {t('find.open')}
          </Button>
        }
      />
      {form.error !== null && (
        <ErrorNotice
          {...problemOf(form.error)}
          provider={provider}
          actions={{ retry: () => void form.refetch() }}
        />
      )}
      <Card sx={{ p: 2.5, overflow: 'visible', display: 'flex', flexDirection: 'column', gap: 2 }}>
        {accounts.length > 1 && (
          <TextField
            select
            label={t('new.account')}
            value={account.id}
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
        {form.data !== undefined && (
          <NewContactForm
            account={account}
            provider={provider}
            form={form.data}
            editing={editing}
            draftAtMs={draft?.atMs ?? null}
          />
        )}
      </Card>
    </>
  )
}

interface NewContactFormProps {
  readonly account: Account
  readonly provider: string
  readonly form: ContactForm
  readonly editing: ContactEdits
  readonly draftAtMs: number | null
}

const nothingHeld: ContactValues = {}

function NewContactForm({ account, provider, form, editing, draftAtMs }: NewContactFormProps) {
  const { t } = useTranslation('contacts')
  const leave = useLeaveToItems()
  const goTo = useGoToContact()
  const create = useCreateContact()
  const savedNews = useSavedNews(account, provider)
  const sending = useSending(account)
  const { edits, actions, isTouched, forget } = editing
  const [restoredAtMs, setRestoredAtMs] = useState(draftAtMs)
  const saidBefore = useRouterState({ select: ({ location }) => location.state.announcement })
  const [said, setSaid] = useState(saidBefore)
  const first = form.fields.find(({ readOnly }) => readOnly === null)?.name
  const focusFirst = (): void => {
    if (first !== undefined) document.getElementById(fieldId(first))?.focus()
  }
  useEffect(focusFirst, [first])

  const values = wholeContact(form.fields, edits, nothingHeld)
  const isEmpty = Object.keys(values).length === 0
  const email = emailField(form.fields)
  const reset = (): void => {
    forget()
    setRestoredAtMs(null)
    unask()
    create.reset()
  }
  const send = (isAnotherWanted: boolean): void => {
    create.mutate(
      { accountId: account.id, values },
      {
        onSuccess: ({ key }) => {
          const announcement = savedNews(displayName(form.fields, values))
          reset()
          if (!isAnotherWanted) {
            leave({ selected: key, announcement })
            return
          }
          setSaid(announcement)
          focusFirst()
        },
      },
    )
  }
  const { save, problems, unask } = useFormSave({
    form,
    edits,
    held: nothingHeld,
    isNew: true,
    isIdle: create.isPending,
    send,
  })

  return (
    <Box
      component="form"
      noValidate
      aria-label={t('new.title')}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}
    >
      <Typography variant="body2" role="status" sx={{ '&:empty': { display: 'none' } }}>
        {said !== undefined && say(said.title)}
      </Typography>
      {restoredAtMs !== null && isTouched && (
        <DraftNotice atMs={restoredAtMs} movedCount={0} onDiscard={reset} />
      )}
      <ContactFields
        form={form}
        held={nothingHeld}
        edits={edits}
        actions={actions}
        problems={problems}
        refusals={noRefusals}
        waiting={[]}
        isNew
        isLocked={create.isPending}
        provider={provider}
        groupLevel="h2"
        {...(email !== undefined && {
          note: {
            name: email.name,
            content: (
              <EmailTaken
                accountId={account.id}
                email={typedIn(edits, nothingHeld, email.name)}
                ownKey={null}
                onOpen={goTo}
              />
            ),
          },
        })}
      />
      {create.error !== null && (
        <ErrorNotice {...problemOf(create.error)} provider={provider} actions={{ retry: () => save() }} />
      )}
      <SaveBar
        saveLabel={t('new.save')}
        resetLabel={t('new.reset')}
        state={isEmpty ? t('new.empty') : t('new.filled', { count: Object.keys(values).length })}
        sending={sending}
        provider={provider}
        canSave={!create.isPending}
        canReset={isTouched}
        isBusy={create.isPending}
        onSaveAndNew={() => {
          save(true)
        }}
        onReset={reset}
      />
    </Box>
  )
}

const noRefusals: ReadonlyMap<string, string> = new Map()
