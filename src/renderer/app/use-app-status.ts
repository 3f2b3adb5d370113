import { useAccounts } from '../api/use-accounts.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useOutboxCounts } from '../api/use-outbox.ts'
import { useProviders } from '../api/use-providers.ts'
import { useSyncStatus } from '../api/use-sync.ts'
import { type AppStatus, appStatusOf, type StatusFacts } from '../ui/app-status.ts'
import { hasCountdown } from '../ui/limit-facts.ts'
import { useNowWhile } from '../ui/use-now.ts'

/** All that {@link appStatusOf} weighs; null until main has answered. */
export function useStatusFacts(): StatusFacts | null {
  const { preferences } = useAppState()
  const accounts = useAccounts().data
  const providers = useProviders().data ?? []
  const statuses = useSyncStatus().data
  const outbox = useOutboxCounts().data
  const nowMs = useNowWhile(hasCountdown(statuses ?? []))
  if (accounts === undefined || statuses === undefined || outbox === undefined) return null
  const changes = { waiting: outbox.waitingCount, needsYou: outbox.needsYouCount }
  return { accounts, providers, statuses, workOffline: preferences.workOffline, changes, nowMs }
}

/** The state of loading and sending over all accounts; `unknown` until main has answered. */
export function useAppStatus(): AppStatus {
  const facts = useStatusFacts()
  const hasFailed = [useAccounts().isError, useSyncStatus().isError, useOutboxCounts().isError].some(Boolean)
  if (facts === null) return { kind: hasFailed ? 'unavailable' : 'unknown' }
  return appStatusOf(facts)
}
