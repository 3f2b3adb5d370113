import type { MirrorProblem } from '../../shared/model/mirror-server.ts'

type PlainKind = Exclude<MirrorProblem['kind'], 'permission' | 'eviction'>

/** Node's and OpenSSL's names (nodejs.org/api/tls.html, "X509 certificate error codes"; nodejs.org/api/errors.html). */
const byCode: Readonly<Record<string, PlainKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'not-reached',
  ECONNRESET: 'not-reached',
  EHOSTUNREACH: 'not-reached',
  ENETUNREACH: 'not-reached',
  EPIPE: 'not-reached',
  ETIMEDOUT: 'timed-out',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-authority',
  CERT_UNTRUSTED: 'tls-authority',
  CERT_SIGNATURE_FAILURE: 'tls-authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
  CERT_HAS_EXPIRED: 'tls-date',
  CERT_NOT_YET_VALID: 'tls-date',
  EPROTO: 'tls',
}

/** The word with which Redis begins an error; part of its protocol (redis.io/docs, "Redis serialization protocol"). */
const byReply: Readonly<Record<string, PlainKind>> = {
  NOAUTH: 'auth',
  WRONGPASS: 'auth',
  LOADING: 'loading',
  BUSY: 'loading',
  READONLY: 'read-only',
  MASTERDOWN: 'read-only',
  NOREPLICAS: 'read-only',
  MISCONF: 'read-only',
  OOM: 'out-of-memory',
  MOVED: 'cluster',
  ASK: 'cluster',
  CROSSSLOT: 'cluster',
  CLUSTERDOWN: 'cluster',
  TRYAGAIN: 'cluster',
}

/**
 * What a failure means. `said`: what the connection said about itself meanwhile, which may be all that there is: an error
 * without any code is that of the parser of replies.
 */
export function problemOf(thrown: unknown, said: unknown = null): MirrorProblem {
  const isUncoded = said instanceof Error && (said as NodeJS.ErrnoException).code === undefined
  return inError(thrown) ?? inError(said) ?? { kind: isUncoded ? 'not-redis' : 'not-reached' }
}

function inError(thrown: unknown): MirrorProblem | null {
  if (!(thrown instanceof Error)) return null
  // Several nodes were tried.
  if (thrown instanceof AggregateError) return inError(thrown.errors[0])
  const { lastNodeError } = thrown as { lastNodeError?: unknown }
  if (lastNodeError !== undefined && lastNodeError !== null) return inError(lastNodeError)
  const { code } = thrown as NodeJS.ErrnoException
  const known = code === undefined ? undefined : byCode[code]
  if (known !== undefined) return { kind: known }
  if (code?.startsWith('ERR_SSL_') === true) return { kind: 'tls' }
  if (thrown.name === 'ReplyError') return ofReply(thrown)
  return thrown.cause === undefined ? null : inError(thrown.cause)
}

function ofReply(reply: Error): MirrorProblem {
  const [word = ''] = reply.message.split(/[\s:]/, 1)
  if (word === 'NOPERM') {
    const { command } = reply as Error & { command?: { name?: unknown } }
    return {
      kind: 'permission',
      command: typeof command?.name === 'string' ? command.name.slice(0, 40) : null,
    }
  }
  return { kind: byReply[word] ?? 'refused' }
}

/** Whether the next call would meet the same, whatever it asks. */
export const isAboutServer = ({ kind }: MirrorProblem): boolean =>
  !['permission', 'eviction', 'refused', 'no-team', 'team-unreadable'].includes(kind)
