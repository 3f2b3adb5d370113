import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { currencyCode } from './deal-values.ts'

/** The currency of each account that told it. */
export async function homeCurrencies(
  { store, provider }: { readonly store: Store; readonly provider: (id: ProviderId) => Provider | null },
  accounts: readonly Account[],
): Promise<Result<ReadonlyMap<AccountId, string>, AppError>> {
  const homes = new Map<AccountId, string>()
  for (const { id, providerId } of accounts) {
    const name = provider(providerId)?.insights?.currencyFact
    if (name === undefined) continue
    const fact = await store.call('getFact', { accountId: id, name })
    if (!fact.ok) return fact
    const code = fact.value === null ? null : currencyCode(JSON.parse(fact.value))
    if (code !== null) homes.set(id, code)
  }
  return ok(homes)
}

/** When the account that was loaded longest ago last was, epoch ms; null where none ever was. */
export async function lastLoad(
  store: Store,
  accounts: readonly Account[],
): Promise<Result<number | null, AppError>> {
  const states = await store.call('feedStates', { accountId: null })
  if (!states.ok) return states
  const loads = accounts.flatMap(({ id }) => {
    const times = states.value
      .filter(({ accountId }) => accountId === id)
      .flatMap(({ finishedAtMs }) => Object.values(finishedAtMs).filter((atMs) => atMs !== null))
    return times.length === 0 ? [] : [Math.max(...times)]
  })
  return ok(loads.length === 0 ? null : Math.min(...loads))
}
