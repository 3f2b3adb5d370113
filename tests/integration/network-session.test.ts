import type { Certificate } from 'electron'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSessionRules, type RuledSession } from '../../src/main/electron/session-rules.ts'
import type { NetworkSettings } from '../../src/shared/model/network.ts'
import { issueCertificate, type KeyAndCertificate, makeAuthority } from '../support/certificate.ts'

type Verify = Parameters<RuledSession['setCertificateVerifyProc']>[0]
type Presented = Parameters<NonNullable<Verify>>[0]

/** As Electron hands it over, of which only this is looked at. */
const presented = (errorCode: number, certificate: { data: string; issuerCert?: object }): Presented =>
  ({ hostname: 'crm.example', errorCode, certificate: certificate as Certificate }) as Presented

const system: NetworkSettings = { proxy: { mode: 'system' }, authorities: [] }

/** Net errors of Chromium (net_error_list.h). */
const unknownAuthority = -202
const trusted = 0
const asChromiumSays = -3

let authority: KeyAndCertificate
let server: KeyAndCertificate

beforeAll(async () => {
  authority = await makeAuthority('Acme root')
  server = await issueCertificate(authority, ['subjectAltName=DNS:crm.example'])
})

async function prepared(settings: NetworkSettings) {
  const proxies: unknown[] = []
  const state: { verify: Verify } = { verify: null }
  const rules = createSessionRules(settings, Date.now)
  await rules.prepare({
    setCertificateVerifyProc: (verify) => {
      state.verify = verify
    },
    setProxy: async (proxy) => void proxies.push(proxy),
  })
  const verdicts = (request: Presented): number[] => {
    const given: number[] = []
    state.verify?.(request, (verdict) => given.push(verdict))
    return given
  }
  return { rules, proxies, verdicts, isAsked: () => state.verify !== null }
}

describe('row 72: a session that reaches a network', () => {
  it('leaves certificates to Chromium without an authority of the user’s', async () => {
    const { isAsked, proxies } = await prepared(system)
    expect(isAsked()).toBe(false)
    expect(proxies).toEqual([{ mode: 'system' }])
  })

  it('is overruled where Chromium knows no authority, and in nothing else', async () => {
    const { verdicts } = await prepared({ ...system, authorities: [authority.cert] })
    const root: { data: string; issuerCert?: object } = { data: authority.cert }
    // As Electron shows one that signed itself.
    root.issuerCert = root
    const chain = { data: server.cert, issuerCert: root }
    expect(verdicts(presented(unknownAuthority, chain))).toEqual([trusted])
    // Fine as it is, the wrong name, out of date, revoked, a weak signature.
    for (const code of [0, -200, -201, -206, -208]) {
      expect(verdicts(presented(code, chain)), String(code)).toEqual([asChromiumSays])
    }
  })

  it('gives every request its one verdict, also for what is no certificate', async () => {
    const { verdicts } = await prepared({ ...system, authorities: [authority.cert, 'damaged since'] })
    expect(verdicts(presented(unknownAuthority, { data: 'none' }))).toEqual([asChromiumSays])
    expect(verdicts(presented(unknownAuthority, { data: server.cert }))).toEqual([trusted])
  })

  it('is another one after each change', async () => {
    const { rules } = await prepared(system)
    const before = rules.version()
    rules.change({ ...system, proxy: { mode: 'none' } })
    expect(rules.version()).not.toBe(before)
  })
})
