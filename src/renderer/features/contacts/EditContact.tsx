import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import { valueIn, type ContactForm, type StoredContact } from '../../../shared/model/contact.ts'
import type { Draft } from '../../../shared/model/draft.ts'
import { draftIdSchema } from '../../../shared/model/draft.ts'
import { problemOf } from '../../api/client.ts'
import { useAmendContact, useUpdateContact } from '../../api/use-contacts.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import type { ContactPlace } from './contact-address.ts'
import { changesOf, type Edits, typedIn, wholeContact } from './contact-edits.ts'
import { displayName, emailField } from './contact-name.ts'
import { ContactFields } from './ContactFields.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import { EmailTaken } from './EmailTaken.tsx'
import { RefusedNotice } from './RefusedNotice.tsx'
import { SaveBar } from './SaveBar.tsx'
import { useContactEdits } from './use-contact-edits.ts'
import { useFormSave } from './use-form-save.ts'
import { useGoToContact, useLeaveToItems, useListSearch } from './use-leave-to-items.ts'
import { useRefusal } from './use-refusal.ts'
import { useSavedNews } from './use-saved-news.ts'
import { useSending } from './use-sending.ts'

const route = getRouteApi('/shell/contacts/$key')

interface EditContactProps {
  readonly place: ContactPlace
  readonly account: Account | undefined
  readonly provider: string
  readonly form: ContactForm
  /** The contact as it is here; changes are measured against it. */
  readonly stored: StoredContact
  /** What was typed the last time and not saved. */
  readonly draft: Draft | null
}

/** The form of a contact that exists. Only what was changed is saved; one that is not sent yet is rewritten. */
export function EditContact({ place, account, provider, form, stored, draft }: EditContactProps) {
  const { t } = useTranslation('contacts')
  const headingId = useId()
  const navigate = useNavigate()
  const leave = useLeaveToItems()
  const goTo = useGoToContact()
  const listSearch = useListSearch()
  const { field } = route.useSearch()
  const savedNews = useSavedNews(account, provider)
  const sending = useSending(account)
  const update = useUpdateContact()
  const amend = useAmendContact()
  const refusal = useRefusal(stored.key)
  const held = stored.values
  const { createdBy } = stored
  const isNew = createdBy !== null
  const { edits, actions, isTouched, forget } = useContactEdits({
    draftId: draftIdSchema.parse(stored.key),
    accountId: place.accountId,
    draft,
    held,
  })
  const [restoredAtMs, setRestoredAtMs] = useState(draft?.atMs ?? null)
  const changes = useMemo(() => changesOf(form.fields, edits, held), [form.fields, edits, held])
  const changeCount = Object.keys(changes.values).length
  const isBusy = update.isPending || amend.isPending
  const isLocked = isBusy || stored.isBeingDeleted
  const canSave = changeCount > 0 && !isLocked
  const failure = update.error ?? amend.error
  const email = emailField(form.fields)
  const typedEmail = email === undefined ? '' : typedIn(edits, held, email.name)

  const send = (isAnotherWanted: boolean): void => {
    const onSuccess = (): void => {
      forget()
      const announcement = savedNews(displayName(form.fields, { ...held, ...changes.values }))
      if (!isAnotherWanted) leave({ selected: stored.key, announcement })
      else {
        const state = { announcement, ...(listSearch === undefined ? {} : { listSearch }) }
        void navigate({ to: '/contacts/new', search: { account: place.accountId }, state })
      }
    }
    update.reset()
    amend.reset()
    if (createdBy === null) update.mutate({ key: stored.key, ...changes }, { onSuccess })
    else amend.mutate({ ...createdBy, values: wholeContact(form.fields, edits, held) }, { onSuccess })
  }
  const { save, problems, unask } = useFormSave({ form, edits, held, isNew, isIdle: !canSave, send })
  const reset = (): void => {
    forget()
    setRestoredAtMs(null)
    unask()
    update.reset()
    amend.reset()
  }

  return (
    <Card component="section" aria-labelledby={headingId} sx={{ p: 2.5, overflow: 'visible' }}>
      <Typography id={headingId} variant="h2" sx={{ mb: 2 }}>
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
        sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}
      >
        {restoredAtMs !== null && isTouched && (
          <DraftNotice atMs={restoredAtMs} movedCount={movedCount(edits, stored)} onDiscard={reset} />
        )}
        {stored.isBeingDeleted && (
          <Typography variant="body2" role="status">
            {t('edit.beingDeleted', { provider })}
          </Typography>
        )}
        {refusal !== null && <RefusedNotice refusal={refusal} provider={provider} />}
        <ContactFields
          form={form}
          held={held}
          edits={edits}
          actions={actions}
          problems={problems}
          refusals={refusal?.fields ?? noRefusals}
          waiting={stored.changedFields}
          wanted={field ?? null}
          isNew={isNew}
          isLocked={isLocked}
          provider={provider}
          groupLevel="h3"
          {...(email === undefined || typedEmail === valueIn(held, email.name)
            ? {}
            : {
                note: {
                  name: email.name,
                  content: (
                    <EmailTaken
                      accountId={place.accountId}
                      email={typedEmail}
                      ownKey={stored.key}
                      onOpen={goTo}
                    />
                  ),
                },
              })}
        />
        {failure !== null && (
          <ErrorNotice {...problemOf(failure)} provider={provider} actions={{ retry: () => save() }} />
        )}
        <SaveBar
          saveLabel={t('edit.save')}
          resetLabel={t('edit.reset')}
          state={changeCount === 0 ? t('edit.nothingChanged') : t('edit.changed', { count: changeCount })}
          sending={sending}
          provider={provider}
          canSave={canSave}
          canReset={isTouched}
          isBusy={isBusy}
          onSaveAndNew={() => {
            save(true)
          }}
          onReset={reset}
        />
      </Box>
    </Card>
  )
}

const noRefusals: ReadonlyMap<string, string> = new Map()

/** In how many fields something else is held now than when typing began. */
function movedCount(edits: Edits, { values }: StoredContact): number {
  return [...edits].filter(([name, { value, base }]) => {
    const held = valueIn(values, name)
    return base !== held && value !== held
  }).length
}
