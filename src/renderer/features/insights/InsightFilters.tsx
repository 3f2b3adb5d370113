import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { Account, AccountId } from '../../../shared/model/account.ts'
import { insightPeriods, type InsightPeriod } from '../../../shared/model/insights.ts'

interface InsightFiltersProps {
  readonly period: InsightPeriod
  readonly onPeriod: (period: InsightPeriod) => void
  readonly accounts: readonly Account[]
  readonly accountId: AccountId | null
  readonly onAccount: (accountId: AccountId | null) => void
}

const all = ''

/** What is counted: which time, and of which account. */
export function InsightFilters({ period, onPeriod, accounts, accountId, onAccount }: InsightFiltersProps) {
  const { t } = useTranslation('insights')
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <TextField
        select
        value={period}
        sx={{ width: 180 }}
        onChange={(event) => {
          const chosen = insightPeriods.find((one) => one === event.target.value)
          if (chosen !== undefined) onPeriod(chosen)
        }}
        slotProps={{ select: { SelectDisplayProps: { 'aria-label': t('period.label') } } }}
      >
        {insightPeriods.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`period.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {accounts.length > 1 && (
        <TextField
          select
          value={accountId ?? all}
          sx={{ width: 200 }}
          onChange={(event) => {
            onAccount(accounts.find(({ id }) => id === event.target.value)?.id ?? null)
          }}
          slotProps={{
            select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('source.label') } },
          }}
        >
          <MenuItem value={all}>{t('source.all')}</MenuItem>
          {accounts.map(({ id, label }) => (
            <MenuItem key={id} value={id}>
              <bdi>{label}</bdi>
            </MenuItem>
          ))}
        </TextField>
      )}
    </Box>
  )
}
