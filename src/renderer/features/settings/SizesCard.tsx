import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useItemCounts } from '../../api/use-items.ts'
import { useStorage } from '../../api/use-storage.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatBytes, formatCount } from '../../ui/format.ts'
import { Section } from '../../ui/Section.tsx'
import { SmallTable } from '../../ui/SmallTable.tsx'
import { Setting } from './Setting.tsx'

/** How much room each kind of file takes, and how many items each account has here, and about how much room they take. */
export function SizesCard() {
  const { t } = useTranslation('settings')
  const storage = useStorage()
  const counts = useItemCounts().data ?? []
  const accounts = useAccounts().data ?? []
  const countOf = (id: string): number =>
    counts.reduce((sum, { accountId, count }) => (accountId === id ? sum + count : sum), 0)
  const bytesOf = (id: string): string => {
    const found = storage.data?.accounts.find(({ accountId }) => accountId === id)
    return found === undefined ? '' : t('storage.about', { size: formatBytes(found.bytes) })
  }
  return (
    <Section title={t('storage.sizesTitle')}>
      <Setting id="sizes">
        {storage.error !== null && (
          <ErrorNotice {...problemOf(storage.error)} actions={{ retry: () => void storage.refetch() }} />
        )}
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <SmallTable
            label={t('storage.sizesTitle')}
            heads={[t('storage.fileHead'), t('storage.sizeHead')]}
            maxHeight={240}
            lines={(storage.data?.files ?? []).map(({ what, bytes }) => ({
              id: what,
              cells: [t(`storage.file.${what}`), formatBytes(bytes)],
            }))}
          />
          {accounts.length > 0 && (
            <SmallTable
              label={t('storage.items')}
              heads={[t('storage.account'), t('storage.items'), t('storage.sizeHead')]}
              maxHeight={240}
              lines={accounts.map(({ id, label }) => ({
                id,
                cells: [label, formatCount(countOf(id)), bytesOf(id)],
              }))}
            />
          )}
          {accounts.length > 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('storage.aboutHint')}
            </Typography>
          )}
        </Box>
      </Setting>
    </Section>
  )
}
