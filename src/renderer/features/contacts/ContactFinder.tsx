import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import { itemKey } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useFindContact } from '../../api/use-contacts.ts'
import { useProviders } from '../../api/use-providers.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { closeContactFinder } from '../../ui/contact-finder.ts'
import { takeFocus } from '../../ui/take-focus.ts'
import { useProblemActions } from './use-problem-actions.ts'

/** Asks the provider for one contact by its id or e-mail address, and opens it. Mount it when it is wanted. */
export function ContactFinder() {
  const { t } = useTranslation('contacts')
  const titleId = useId()
  const accounts = useAccounts().data
  const providers = useProviders().data
  if (accounts === undefined || providers === undefined) return null
  const [first, ...others] = accounts.filter(
    ({ status, providerId }) =>
      status !== 'disconnected' &&
      providers.some(({ id, capabilities }) => id === providerId && capabilities.contacts),
  )
  return (
    <Dialog open onClose={closeContactFinder} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId}>{t('finder.title')}</DialogTitle>
      {first === undefined ? (
        <>
          <DialogContent>{t('new.noAccount')}</DialogContent>
          <DialogActions>
            <Button variant="outlined" color="inherit" onClick={closeContactFinder}>
              {t('close')}
            </Button>
          </DialogActions>
        </>
      ) : (
        <FinderForm accounts={[first, ...others]} />
      )}
    </Dialog>
  )
}

function FinderForm({ accounts }: { readonly accounts: readonly [Account, ...Account[]] }) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const find = useFindContact()
  const [accountId, setAccountId] = useState(accounts[0].id)
  const account = accounts.find(({ id }) => id === accountId) ?? accounts[0]
  const provider = useProviders().data?.find(({ id }) => id === account.providerId)?.name ?? ''
  const actions = useProblemActions(account.id, account.providerId)
  const [text, setText] = useState('')
  const wanted = text.trim()
  const open = (key: string): void => {
    closeContactFinder()
    void navigate({ to: '/contacts/$key', params: { key } })
  }
  const look = (): void => {
    if (wanted === '' || find.isPending) return
    find.mutate(
      { accountId: account.id, text: wanted.toWellFormed() },
      {
        onSuccess: ({ key }) => {
          open(key)
        },
      },
    )
  }
  const failure = find.error?.error
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        look()
      }}
    >
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <DialogContentText variant="body2">{t('finder.body', { provider })}</DialogContentText>
        {accounts.length > 1 && (
          <TextField
            select
            label={t('new.account')}
            value={account.id}
            onChange={(event) => {
              setAccountId(accounts.find(({ id }) => id === event.target.value)?.id ?? accountId)
            }}
          >
            {accounts.map(({ id, label }) => (
              <MenuItem key={id} value={id}>
                <bdi>{label}</bdi>
              </MenuItem>
            ))}
          </TextField>
        )}
        <TextField
          label={t('finder.text')}
          value={text}
          inputRef={takeFocus}
          error={failure?.kind === 'not-found'}
          helperText={failure?.kind === 'not-found' ? t('finder.none', { provider }) : undefined}
          onChange={(event) => {
            setText(event.target.value)
            find.reset()
          }}
          slotProps={{
            htmlInput: { maxLength: 320, spellCheck: false, autoComplete: 'off' },
            formHelperText: { role: 'alert' },
          }}
        />
        {failure?.kind === 'merged-into' && (
          <DialogContentText variant="body2" role="alert">
            {t('edit.mergedBody', { provider })}{' '}
            <Button
              onClick={() => {
                open(itemKey(account.providerId, account.id, 'contact', failure.currentId))
              }}
            >
              {t('edit.openCurrent')}
            </Button>
          </DialogContentText>
        )}
        {find.error !== null && failure?.kind !== 'not-found' && failure?.kind !== 'merged-into' && (
          <ErrorNotice {...problemOf(find.error)} provider={provider} actions={actions(look)} />
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" color="inherit" onClick={closeContactFinder}>
          {t('cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={wanted === ''} loading={find.isPending}>
          {t('finder.find')}
        </Button>
      </DialogActions>
    </form>
  )
}
