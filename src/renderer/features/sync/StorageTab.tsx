import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useItemCounts } from '../../api/use-items.ts'
import { useStorage } from '../../api/use-storage.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatBytes, formatCount } from '../../ui/format.ts'
import { Section } from '../../ui/Section.tsx'
import { FileCheck } from './FileCheck.tsx'
import { SearchRebuild } from './SearchRebuild.tsx'

/** Where everything lies, how much it is, and whether it is well. */
export function StorageTab() {
  const { t } = useTranslation('sync')
  const { dataDir } = useAppState()
  const storage = useStorage()
  const counts = useItemCounts().data ?? []
  const accounts = useAccounts().data ?? []
  const setAside = storage.data?.setAside ?? []
  return (
    <>
      {storage.error !== null && (
        <ErrorNotice {...problemOf(storage.error)} actions={{ retry: () => void storage.refetch() }} />
      )}
      <Section title={t('tabs.storage')}>
        <Box component="dl" sx={factsLook}>
          {storage.data !== undefined && (
            <>
              <Fact name={t('storage.size')}>{formatBytes(storage.data.bytes)}</Fact>
              <Fact name={t('storage.items')}>{formatCount(storage.data.items)}</Fact>
            </>
          )}
          {accounts.length > 1 &&
            accounts.map(({ id, label }) => (
              <Fact key={id} name={<bdi>{label}</bdi>} isPart>
                {formatCount(sum(counts.filter(({ accountId }) => accountId === id)))}
              </Fact>
            ))}
          <Fact name={t('storage.where')}>
            <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 0.5, my: -0.5 }}>
              <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
                {dataDir}
              </Box>
              <CopyButton value={dataDir} what={t('storage.path')} />
            </Box>
            {t('storage.protection')}
          </Fact>
        </Box>
      </Section>
      <Section title={t('storage.health')}>
        <FileCheck />
        <SearchRebuild />
      </Section>
      {setAside.length > 0 && (
        <Section title={t('storage.setAside')} description={t('storage.setAsideHint')}>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {setAside.map((file) => (
              <Box component="li" key={file} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
                <Box component="code" sx={{ typography: 'body2', py: 0.5, overflowWrap: 'anywhere' }}>
                  {file}
                </Box>
                <CopyButton value={file} what={t('storage.path')} />
              </Box>
            ))}
          </Box>
        </Section>
      )}
    </>
  )
}

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0)

interface FactProps {
  readonly name: ReactNode
  /** Whether it is a part of the fact before it. */
  readonly isPart?: boolean
  readonly children: ReactNode
}

function Fact({ name, isPart = false, children }: FactProps) {
  return (
    <div className={isPart ? 'part' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const factsLook = {
  m: 0,
  typography: 'body2',
  fontVariantNumeric: 'tabular-nums',
  '& > div': { display: 'grid', gridTemplateColumns: '200px minmax(0, 1fr)', columnGap: 2, py: 0.5 },
  '& dt': { color: 'text.secondary', overflowWrap: 'anywhere' },
  '& dd': { m: 0, minWidth: 0 },
  '& .part': { typography: 'caption', color: 'text.secondary', py: 0.25 },
  '& .part dt': { pl: 2 },
} as const
