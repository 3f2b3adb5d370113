import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'

/** Longer than any token that the providers issue (HubSpot: up to 512 characters, growing). */
const longestToken = 8_192
/** A year: beyond it the number is garbage, not a lifetime. */
const longestLifetimeSeconds = 366 * 24 * 60 * 60

/** What a provider granted. Sealed in the vault, never outside main. Times in epoch milliseconds. */
export const tokenSetSchema = z.strictObject({
  accessToken: z.string().min(1).max(longestToken),
  refreshToken: z.string().min(1).max(longestToken).nullable(),
  obtainedAtMs: z.int(),
  /** Null where the provider names no expiry. */
  expiresAtMs: z.int().nullable(),
  scopes: z.array(z.string().max(200)).max(200),
})
export type TokenSet = z.infer<typeof tokenSetSchema>

/** Visible ASCII (RFC 6749, appendix A.12 and A.17): anything else could not be sent in a header. */
const token = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .max(longestToken)

const replySchema = z.object({
  access_token: token,
  refresh_token: token.nullish(),
  expires_in: z.number().positive().max(longestLifetimeSeconds).nullish(),
  scope: z.string().max(10_000).nullish(),
  token_type: z.string().regex(/^bearer$/i),
})

/**
 * A token reply as a token set. `previous` gives what a refresh reply may leave out: the refresh token and
 * the scopes stay the old ones then (RFC 6749 section 6). Anything odd is `unexpected-response`, and
 * whatever was stored before stays.
 */
export function readTokenReply(
  body: unknown,
  previous: Pick<TokenSet, 'refreshToken' | 'scopes'>,
  nowMs: number,
): Result<TokenSet, AppError> {
  const parsed = replySchema.safeParse(body)
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? ''
    return err({ kind: 'unexpected-response', detail: `token reply at ${place}`.slice(0, 300) })
  }
  const { access_token, refresh_token, expires_in, scope } = parsed.data
  const scopes = scope?.split(/\s+/).filter((name) => name !== '')
  return ok({
    accessToken: access_token,
    refreshToken: refresh_token ?? previous.refreshToken,
    obtainedAtMs: nowMs,
    expiresAtMs: expires_in == null ? null : nowMs + Math.floor(expires_in * 1_000),
    // Well-formed after the cut: the account that shows them could not be read again otherwise.
    scopes: (scopes ?? previous.scopes).slice(0, 200).map((name) => wellFormedStart(name, 200)),
  })
}
