import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey, ItemRow } from '../../../shared/model/item.ts'
import { problemOf } from '../../api/client.ts'
import { useContactsFound } from '../../api/use-contacts.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'
import { isUnsentKey } from './contact-address.ts'

interface MergeSearchProps {
  readonly title: string
  readonly contact: { readonly key: ItemKey; readonly accountId: AccountId; readonly name: string }
  readonly onChoose: (other: ItemKey) => void
  readonly onClose: () => void
}

const mostShown = 20

/** Chooses another contact of the account; at first those that are called the same are offered. */
export function MergeSearch({ title, contact, onChoose, onClose }: MergeSearchProps) {
  const { t } = useTranslation('contacts')
  const titleId = useId()
  const [text, setText] = useState(contact.name.slice(0, 200).toWellFormed())
  const search = useDeferredValue(text.toWellFormed())
  const { data, error } = useContactsFound(contact.accountId, search, mostShown + 1)
  // One that the provider does not have yet can be merged with nothing.
  const rows = data?.rows.filter(({ key }) => key !== contact.key && !isUnsentKey(key)).slice(0, mostShown)
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId} sx={{ overflowWrap: 'anywhere' }}>
        {title}
      </DialogTitle>
      {/* Room for the outline of the field at the top. */}
      <DialogContent sx={{ '&&': { pt: 0.5 } }}>
        <TextField
          value={text}
          placeholder={t('merge.search')}
          inputRef={takeFocus}
          onChange={(event) => {
            setText(event.target.value)
          }}
          slotProps={{
            htmlInput: {
              role: 'searchbox',
              'aria-label': t('merge.search'),
              maxLength: 200,
              spellCheck: false,
            },
          }}
        />
        {error !== null && <ErrorNotice {...problemOf(error)} />}
        <Typography
          variant="caption"
          component="p"
          role="status"
          sx={{ mt: 1, mb: 0, color: 'text.secondary' }}
        >
          {rows !== undefined && t('merge.found', { count: rows.length })}
        </Typography>
        <List dense aria-label={t('merge.list')} sx={{ minHeight: 200 }}>
          {rows?.map((row) => (
            <ListItem key={row.key} disablePadding>
              <ListItemButton
                onClick={() => {
                  onChoose(row.key)
                }}
              >
                <ListItemText
                  primary={<bdi>{row.name.trim() === '' ? t('unnamed') : row.name}</bdi>}
                  secondary={<bdi>{factsOf(row)}</bdi>}
                />
              </ListItemButton>
            </ListItem>
          ))}
        </List>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" color="inherit" onClick={onClose}>
          {t('cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What tells contacts of the same name apart. */
const factsOf = ({ email, organisation, phone }: ItemRow): string =>
  [email, organisation, phone].filter((fact) => fact !== null && fact !== '').join(' · ')
