import type { Account } from '../../shared/model/account.ts'
import type { QuotaStatus } from '../../shared/model/limit-status.ts'
import type { AccountLimits } from '../accounts/workspace-accounts.ts'
import type { CallLedger } from './call-ledger.ts'

/**
 * The calls of a day or a month, for the screen: those that the provider says are spent, and those that are counted
 * because its plans allow only so many.
 */
export async function quotasOf(
  ports: {
    readonly ledger: Pick<CallLedger, 'ofMonth' | 'ofDay'>
    readonly assumedMonthlyCalls: number | undefined
  },
  account: Pick<Account, 'id'>,
  spent: AccountLimits['spent'],
): Promise<QuotaStatus[]> {
  const untilOf = (period: QuotaStatus['period']): number | null =>
    spent.find((one) => one.period === period)?.untilMs ?? null
  const quotas: QuotaStatus[] = []
  const spentMonthMs = untilOf('month')
  if (ports.assumedMonthlyCalls !== undefined || spentMonthMs !== null) {
    const max = ports.assumedMonthlyCalls ?? null
    quotas.push({
      period: 'month',
      used: await ports.ledger.ofMonth(account.id),
      max,
      spentUntilMs: spentMonthMs,
    })
  }
  const spentDayMs = untilOf('day')
  if (spentDayMs !== null) {
    const used = await ports.ledger.ofDay(account.id)
    quotas.push({ period: 'day', used, max: null, spentUntilMs: spentDayMs })
  }
  return quotas
}
