import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { Account, AccountId } from '../../../shared/model/account.ts'

interface SourceFilterProps {
  readonly accounts: readonly Account[]
  readonly chosen: AccountId | null
  readonly onChoose: (accountId: AccountId | null) => void
}

const all = ''

/** Which account's items the list shows. */
export function SourceFilter({ accounts, chosen, onChoose }: SourceFilterProps) {
  const { t } = useTranslation('items')
  return (
    <TextField
      select
      value={chosen ?? all}
      onChange={(event) => {
        onChoose(accounts.find(({ id }) => id === event.target.value)?.id ?? null)
      }}
      sx={{ width: 150, flex: 'none' }}
      slotProps={{
        select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('source.label') } },
        // The line of text fills the box and does not stick out of it.
        input: { sx: { height: 32, '& .MuiSelect-select': { py: '4px' } } },
      }}
    >
      <MenuItem value={all}>{t('source.all')}</MenuItem>
      {accounts.map(({ id, label }) => (
        <MenuItem key={id} value={id}>
          <bdi>{label}</bdi>
        </MenuItem>
      ))}
    </TextField>
  )
}
