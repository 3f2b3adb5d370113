import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/model/account.ts'
import { useAccounts } from '../api/use-accounts.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useProviderSearch } from '../api/use-found-items.ts'
import { useProviders } from '../api/use-providers.ts'
import { useSyncStatus } from '../api/use-sync.ts'
import type { PaletteQuery } from './palette-prefix.ts'
import { type PaletteRow, paletteRow } from './palette-row.ts'
import { useRecordRows } from './use-palette-records.ts'

/** The lines that ask a provider's own search, one an account that has one, and what the asked one found. */
export function usePaletteProvider({ scope, text }: PaletteQuery): readonly PaletteRow[] {
  const { t } = useTranslation('palette')
  const { preferences } = useAppState()
  const accounts = useAccounts().data ?? []
  const providers = useProviders().data ?? []
  const statuses = useSyncStatus().data ?? []
  const search = useProviderSearch()
  const rowsOf = useRecordRows()
  if (scope !== 'all' || text === '') return []

  const searchable = accounts.flatMap((account) => {
    const provider = providers.find(({ id }) => id === account.providerId)
    const isOffered = account.status === 'connected' && provider?.capabilities.search === true
    return isOffered ? [{ account, provider: provider.name }] : []
  })
  const isOffline = ({ id }: Account): boolean =>
    preferences.workOffline || statuses.find(({ accountId }) => accountId === id)?.reachability === 'offline'
  const labelOf = (account: Account, provider: string): string =>
    searchable.filter((one) => one.provider === provider).length > 1
      ? t('searchProviderAccount', { provider, account: account.label, text })
      : t('searchProvider', { provider, text })

  return searchable.flatMap(({ account, provider }) => {
    const asked = search.variables
    const isAsked = asked?.accountId === account.id && asked.text === text
    const outcome = (): string => {
      if (search.isPending) return t('providerAsking', { provider })
      if (search.error !== null) return t('providerFailed')
      const count = search.data?.keys.length ?? 0
      if (count === 0) return t('providerNone', { provider })
      const words = t('providerFound', { provider, count })
      return search.data?.isMore === true ? `${words} · ${t('providerMore', { provider })}` : words
    }
    const line = paletteRow({
      id: `provider ${account.id}`,
      group: 'provider',
      label: labelOf(account, provider),
      detail: isAsked ? outcome() : '',
      off: isOffline(account) ? t('providerOffline') : null,
      staysOpen: true,
      run: () => {
        if (!search.isPending) search.mutate({ accountId: account.id, text })
      },
    })
    return isAsked && search.isSuccess ? [line, ...rowsOf(search.items, 'provider')] : [line]
  })
}
