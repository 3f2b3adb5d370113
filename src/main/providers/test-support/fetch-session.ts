import type { AppError } from '../../../shared/errors.ts'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Provider, ProviderCall, ProviderSession } from '../provider.ts'

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

/**
 * A session that does just what the interface promises and nothing to help: no retries, no second token, no
 * check of the path's segments. What holds over it holds over the real door.
 */
export function fetchSession(
  provider: Provider,
  accessToken: string,
  externalAccountId: string,
  send: Fetch,
): ProviderSession {
  const accountId = accountIdSchema.parse('account-1')
  return {
    accountId,
    externalAccountId,
    uiOrigin: null,
    async request(call, schema) {
      let reply: Response
      try {
        reply = await send(addressOf(provider.apiBaseUrl, call), {
          method: call.method,
          headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
          body: call.json === undefined ? null : JSON.stringify(call.json),
          signal: call.signal ?? null,
        })
      } catch {
        // Cut off, or called off: nothing else makes fetch throw at an address on this computer.
        return err<AppError>({ kind: call.signal?.aborted === true ? 'cancelled' : 'offline' })
      }
      const body = parseJson(await reply.text())
      if (!reply.ok) {
        const headers = Object.fromEntries(reply.headers.entries())
        return err(provider.describeFailure({ status: reply.status, headers, body: body ?? null }, accountId))
      }
      const parsed = schema.safeParse(reply.status === 204 ? null : body)
      return parsed.success ? ok(parsed.data) : err({ kind: 'unexpected-response', detail: 'shape' })
    },
  }
}

function addressOf(base: string, { path, query = {} }: ProviderCall): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}=${encodeURIComponent(one)}`),
  )
  return `${base}/${path.map(encodeURIComponent).join('/')}?${pairs.join('&')}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Malformed text only; it is then no JSON, as the interface says.
    return undefined
  }
}
