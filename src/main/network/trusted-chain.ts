import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

export interface PresentedChain {
  readonly hostname: string
  /** The server's own first, then what it sent along. */
  readonly certificates: readonly X509Certificate[]
}

/** Longer chains are made up. */
const longestChain = 8
const smallestRsaBits = 2_048
/** Extended key usage of a server (RFC 5280, 4.2.1.12). */
const serverAuthentication = '1.3.6.1.5.5.7.3.1'

/**
 * Whether a server may be believed because one of the user's own authorities stands behind it. Chromium's verdict for
 * such a chain names the unknown authority alone and hides what else may be wrong (net/cert/cert_status_flags.cc), so
 * that everything is looked at here: the name, the dates and keys of every certificate, and every signature up to
 * the authority. Name constraints, path lengths and revocation are not; Node has none of them. Never throws: a request
 * waits for the answer.
 */
export function isTrustedChain(
  chain: PresentedChain,
  authorities: readonly X509Certificate[],
  nowMs: number,
): boolean {
  try {
    return leadsTo(chain, authorities, nowMs)
  } catch {
    // A key that Node cannot read, for one; certificates are what a stranger sent.
    return false
  }
}

function leadsTo(
  { hostname, certificates }: PresentedChain,
  authorities: readonly X509Certificate[],
  nowMs: number,
): boolean {
  const [leaf] = certificates
  if (leaf === undefined || certificates.length > longestChain) return false
  if (!isNamedBy(leaf, hostname) || !isForServers(leaf)) return false
  for (const [index, certificate] of certificates.entries()) {
    if (!isSound(certificate, nowMs)) return false
    if (authorities.some((one) => isSound(one, nowMs) && isIssuedBy(certificate, one))) return true
    const next = certificates[index + 1]
    if (next === undefined || !isIssuedBy(certificate, next)) return false
  }
  return false
}

function isNamedBy(leaf: X509Certificate, hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return leaf.checkIP(host) !== undefined
  // The common name counts no more, as in Chromium.
  return leaf.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
}

function isForServers({ keyUsage }: X509Certificate): boolean {
  // Undefined where the certificate does not say what it is for; the types leave that out.
  const usages = keyUsage as readonly string[] | undefined
  return usages === undefined || usages.includes(serverAuthentication)
}

function isSound({ validFrom, validTo, publicKey }: X509Certificate, nowMs: number): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = publicKey
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  if (asymmetricKeyType === 'rsa' && bits < smallestRsaBits) return false
  return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo)
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
