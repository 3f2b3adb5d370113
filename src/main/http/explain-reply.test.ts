import { expect, it } from 'vitest'
import { anAccountId } from '../../../tests/support/made-up-items.ts'
import { hubspot } from '../providers/hubspot/index.ts'
import { explainReply } from './explain-reply.ts'
import { createSpentQuotas } from './spent-quotas.ts'

const yesterdayEvening = Date.parse('2026-11-20T22:00:00Z')
const sent = 'Sat, 21 Nov 2026 06:00:00 GMT'

/** What a reply means after a sleep, in which the clock that counts evenly stood still. */
function explainedAfterSleep(headers: Readonly<Record<string, string>>, body: unknown) {
  const nowMs = Date.parse(sent)
  const explainer = {
    provider: hubspot,
    accountId: anAccountId,
    timeZone: 'UTC',
    clock: { note: () => undefined, nowMs: () => yesterdayEvening },
    quotas: createSpentQuotas(() => nowMs),
  }
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return explainReply(explainer, { status: 429, headers: { date: sent, ...headers }, body: bytes })
}

it('R74: takes the times of a reply by the date that it came with, not by a clock that slept', () => {
  const tenSecondly = { policyName: 'TEN_SECONDLY_ROLLING', errorType: 'RATE_LIMIT' }
  const asked = explainedAfterSleep({ 'retry-after': 'Sat, 21 Nov 2026 06:00:30 GMT' }, tenSecondly)
  expect(asked.refusal?.waitMs).toBe(30_000)
  const daily = explainedAfterSleep({}, { policyName: 'DAILY', errorType: 'RATE_LIMIT' })
  expect(daily.failed.error).toEqual({
    kind: 'quota-spent',
    period: 'day',
    untilMs: Date.parse('2026-11-22T00:00:00Z'),
  })
})
