import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { authoritiesIn, describeAuthority } from '../../src/main/network/authorities.ts'
import { isTrustedChain } from '../../src/main/network/trusted-chain.ts'
import { issueCertificate, type KeyAndCertificate, makeAuthority } from '../support/certificate.ts'

const parsed = ({ cert }: KeyAndCertificate): X509Certificate => new X509Certificate(cert)
const forServer = ['basicConstraints=CA:FALSE', 'extendedKeyUsage=serverAuth']
const dayMs = 86_400_000

let authority: KeyAndCertificate
let stranger: KeyAndCertificate
let server: KeyAndCertificate

beforeAll(async () => {
  // The stranger calls itself the same, by its name and by the identifier of its key.
  authority = await makeAuthority('Acme root', '01:02:03:04')
  stranger = await makeAuthority('Acme root', '01:02:03:04')
  server = await issueCertificate(authority, [
    ...forServer,
    'subjectAltName=DNS:crm.example,DNS:*.api.example,IP:10.1.2.3,IP:::1',
  ])
})

const isTrusted = (
  certificates: readonly KeyAndCertificate[],
  hostname = 'crm.example',
  nowMs = Date.now(),
): boolean => isTrustedChain({ hostname, certificates: certificates.map(parsed) }, [parsed(authority)], nowMs)

describe('row 72: a server behind an authority of the user’s own', () => {
  it.each(['crm.example', 'one.api.example', '10.1.2.3', '[::1]'])('is believed as %s', (hostname) => {
    expect(isTrusted([server], hostname)).toBe(true)
  })

  it.each(['other.example', 'api.example', 'a.b.api.example', '10.1.2.4', 'issued'])(
    'is not believed as %s, which it is not called',
    (hostname) => {
      expect(isTrusted([server], hostname)).toBe(false)
    },
  )

  it('is believed only while its certificate, and the authority, is valid', () => {
    expect(isTrusted([server], 'crm.example', Date.now() - dayMs)).toBe(false)
    expect(isTrusted([server], 'crm.example', Date.now() + 11 * dayMs)).toBe(false)
    expect(isTrusted([server], 'crm.example', Date.now() + 31 * dayMs)).toBe(false)
  })

  it('is not believed for another authority of the same name, nor without any', async () => {
    const claims = 'authorityKeyIdentifier=keyid:always'
    const names = [...forServer, 'subjectAltName=DNS:crm.example', claims]
    const other = await issueCertificate(stranger, names)
    expect(isTrusted([other])).toBe(false)
    expect(isTrusted([other, stranger])).toBe(false)
    expect(isTrusted([])).toBe(false)
    const chain = { hostname: 'crm.example', certificates: [parsed(server)] }
    expect(isTrustedChain(chain, [], Date.now())).toBe(false)
  })

  it('is believed over a certificate in between, when that may sign', async () => {
    const names = [...forServer, 'subjectAltName=DNS:crm.example']
    const between = await issueCertificate(authority, ['basicConstraints=critical,CA:TRUE'])
    const leaf = await issueCertificate(between, names)
    expect(isTrusted([leaf, between])).toBe(true)
    // Left out, or something else in its place.
    expect(isTrusted([leaf])).toBe(false)
    expect(isTrusted([leaf, server])).toBe(false)
    // Whoever has a certificate for a server could otherwise sign one for any other.
    const signedByServer = await issueCertificate(server, names)
    expect(isTrusted([signedByServer, server])).toBe(false)
  })

  it('is not believed with a certificate that is for something else, or with a short key', async () => {
    const name = 'subjectAltName=DNS:crm.example'
    const forPeople = await issueCertificate(authority, ['extendedKeyUsage=clientAuth', name])
    expect(isTrusted([forPeople])).toBe(false)
    const short = await issueCertificate(authority, [name], ['-newkey', 'rsa:1024', '-nodes'])
    expect(isTrusted([short])).toBe(false)
  })
})

describe('row 72: a certificate whose key cannot be read', () => {
  /** The same, with a kind of key (1.2.840.10045.2.1) that there is not. */
  function withUnknownKey({ cert }: KeyAndCertificate): X509Certificate {
    const bytes = Buffer.from(new X509Certificate(cert).raw)
    const kind = bytes.indexOf(Buffer.from('06072a8648ce3d0201', 'hex'))
    bytes[kind + 8] = 0x7f
    return new X509Certificate(bytes)
  }

  it('is not believed, whoever presents it, and ends nothing', () => {
    const certificates = [withUnknownKey(server)]
    const chain = { hostname: 'crm.example', certificates }
    expect(isTrustedChain(chain, [parsed(authority)], Date.now())).toBe(false)
    const between = { hostname: 'crm.example', certificates: [parsed(server), withUnknownKey(authority)] }
    expect(isTrustedChain(between, [parsed(stranger)], Date.now())).toBe(false)
    expect(isTrustedChain(between, [withUnknownKey(authority)], Date.now())).toBe(false)
    // Nor is it taken for an authority: it would stand in the way of all others.
    expect(authoritiesIn(withUnknownKey(authority).toString())).toBeNull()
  })
})

describe('row 72: a file of authorities', () => {
  it('is taken with all that is in it', () => {
    const content = `# Acme\r\n${authority.cert}\n${stranger.cert}`
    expect(authoritiesIn(content)?.map((pem) => describeAuthority(pem)?.subject)).toEqual([
      'O=Acme, CN=Acme root',
      'O=Acme, CN=Acme root',
    ])
    const facts = describeAuthority(authority.cert)
    expect(facts?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(Math.round(((facts?.validToMs ?? 0) - (facts?.validFromMs ?? 0)) / dayMs)).toBe(30)
  })

  it('is refused when anything in it is none', () => {
    expect(authoritiesIn('')).toBeNull()
    expect(authoritiesIn(authority.key)).toBeNull()
    expect(authoritiesIn(`${authority.cert}${server.cert}`)).toBeNull()
    const damaged = authority.cert.replace(/\n\w{10}/, '\nAAAAAAAAAA')
    expect(authoritiesIn(damaged)).toBeNull()
  })
})
