import { accountIdSchema } from '../../../shared/model/account.ts'
import type { AppError } from '../../../shared/errors.ts'
import { err, ok } from '../../../shared/result.ts'
import type { ProviderCall, ProviderSession } from '../provider.ts'

/** What the other side answers: a body of a 2xx reply, or the error that the HTTP door would make of it. */
export type Answer = { readonly body: unknown } | { readonly error: AppError }

/** A session whose answers are written down beforehand, in order; one call more than answers throws. */
export function scriptedSession(answers: readonly Answer[]): {
  session: ProviderSession
  calls: ProviderCall[]
} {
  const calls: ProviderCall[] = []
  const session: ProviderSession = {
    accountId: accountIdSchema.parse('account-1'),
    externalAccountId: '147312908',
    uiOrigin: 'https://app-eu1.hubspot.com',
    request: async (call, schema) => {
      const answer = answers[calls.length]
      calls.push(call)
      if (answer === undefined)
        throw new Error(`No answer is written down for ${call.method} ${call.path.join('/')}`)
      return 'error' in answer ? err(answer.error) : ok(schema.parse(answer.body))
    },
    get background() {
      return session
    },
    serverNowMs: Date.now,
    limits: () => [],
    quotas: () => [],
  }
  return { session, calls }
}
