import { X509Certificate } from 'node:crypto'
import type { Authority } from '../../shared/model/network.ts'
import { wellFormedStart } from '../../shared/text.ts'

/** The certificate, or null where the text is none. */
export function parseCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

/**
 * The authorities of a PEM file, each as a PEM of its own. Null where it holds anything else: a certificate that may
 * sign no other or whose key Node cannot read, a damaged one, or none at all.
 */
export function authoritiesIn(content: string): string[] | null {
  const blocks = content.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  const certificates = blocks.map(parseCertificate)
  const isUsable = certificates.every((one) => one?.ca === true && hasReadableKey(one))
  return blocks.length > 0 && isUsable ? certificates.map((one) => String(one)) : null
}

function hasReadableKey(certificate: X509Certificate): boolean {
  try {
    return certificate.publicKey.type === 'public'
  } catch {
    return false
  }
}

/** What is shown of an authority; null for a text that is none. */
export function describeAuthority(pem: string): Authority | null {
  const certificate = parseCertificate(pem)
  if (certificate === null) return null
  // One attribute a line, as OpenSSL writes a name.
  const nameOf = (name: string): string => wellFormedStart(name.replaceAll('\n', ', '), 1_000)
  return {
    fingerprint: certificate.fingerprint256,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFromMs: Date.parse(certificate.validFrom),
    validToMs: Date.parse(certificate.validTo),
  }
}
