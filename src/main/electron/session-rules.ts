import type { X509Certificate } from 'node:crypto'
import type { Certificate, Session } from 'electron'
import type { NetworkSettings } from '../../shared/model/network.ts'
import { parseCertificate } from '../network/authorities.ts'
import { proxyRulesOf } from '../network/proxy-rules.ts'
import { isTrustedChain } from '../network/trusted-chain.ts'

/** What the rules touch of a session. */
export type RuledSession = Pick<Session, 'setCertificateVerifyProc' | 'setProxy'>

/** The user's proxy and authorities, for the sessions that reach a network. */
export interface SessionRules {
  /** Another one after each change: a session keeps what it was prepared for, so that a new one is wanted. */
  version(): number
  /** To be waited for before the session is used. */
  prepare(target: RuledSession): Promise<void>
  change(settings: NetworkSettings): void
}

/** Chromium found nothing wrong but that it does not know who vouches (net_error_list.h). */
const authorityUnknown = -202
/** What `setCertificateVerifyProc` takes for "as Chromium says", and for "trusted". */
const asFound = -3
const trusted = 0

export function createSessionRules(initial: NetworkSettings, now: () => number): SessionRules {
  let settings = initial
  let version = 0
  return {
    version: () => version,
    change(next) {
      settings = next
      version += 1
    },
    async prepare(target) {
      const authorities = settings.authorities.map(parseCertificate).filter((one) => one !== null)
      // Without an authority of the user's nothing is asked: Chromium alone decides.
      if (authorities.length > 0) {
        target.setCertificateVerifyProc(({ hostname, certificate, errorCode }, callback) => {
          const isTheirs =
            errorCode === authorityUnknown &&
            isTrustedChain({ hostname, certificates: chainOf(certificate) }, authorities, now())
          callback(isTheirs ? trusted : asFound)
        })
      }
      await target.setProxy(proxyRulesOf(settings.proxy))
    },
  }
}

/** What the server sent, its own first; a certificate that cannot be read ends it. */
function chainOf(certificate: Certificate): X509Certificate[] {
  const chain: X509Certificate[] = []
  let next: Certificate | undefined = certificate
  while (next !== undefined && chain.length <= 10) {
    const parsed = parseCertificate(next.data)
    if (parsed === null || chain.at(-1)?.fingerprint256 === parsed.fingerprint256) break
    chain.push(parsed)
    next = issuerOf(next)
  }
  return chain
}

/** The types leave out that the last one has none. */
const issuerOf = ({ issuerCert }: { readonly issuerCert?: Certificate }): Certificate | undefined =>
  issuerCert
