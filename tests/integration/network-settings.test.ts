import { describe, expect, it } from 'vitest'
import { countHosts, createHostLedger } from '../../src/main/network/host-ledger.ts'
import { createNetworkHandlers, type NetworkPorts } from '../../src/main/network/network-settings.ts'
import { proxyRulesOf } from '../../src/main/network/proxy-rules.ts'
import {
  isProxyAddress,
  type NetworkSettings,
  networkStatusSchema,
  type ProxySetting,
  proxySettingSchema,
} from '../../src/shared/model/network.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { err, ok, type Result } from '../../src/shared/result.ts'
import { makeAuthority } from '../support/certificate.ts'
import { createLogger } from '../../src/main/logging/logger.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'

function open(overrides: Partial<NetworkPorts> = {}) {
  let kept: NetworkSettings = { proxy: { mode: 'system' }, authorities: [] }
  const changes: NetworkSettings[] = []
  const lines: string[] = []
  const ledger = createHostLedger(() => 1)
  const handlers = createNetworkHandlers({
    settings: {
      network: () => kept,
      setNetwork(settings) {
        kept = settings
        return ok(null)
      },
    },
    onChanged: (settings) => changes.push(settings),
    ledger,
    chooseFile: async () => ok(null),
    logger: createLogger((_level, line) => lines.push(line), createKnownSecrets(), Date.now),
    ...overrides,
  })
  return { handlers, changes, lines, kept: () => kept, ledger }
}

function valueOf<Value>(result: Result<Value, AppError>): Value {
  if (!result.ok) throw new Error(result.error.kind)
  return result.value
}

describe('a setting of the network that cannot be kept', () => {
  it('does not hold either, and the screen is told why', async () => {
    const { cert } = await makeAuthority('Acme root')
    const before: NetworkSettings = { proxy: { mode: 'system' }, authorities: [cert] }
    const { handlers, changes } = open({
      settings: { network: () => before, setNetwork: () => err({ kind: 'storage-full' }) },
      chooseFile: async () =>
        ok({
          name: 'ca.pem',
          bytes: new TextEncoder().encode((await makeAuthority('Another root')).cert),
        } as never),
    })
    const full = err({ kind: 'storage-full' })
    expect(await handlers.setProxy({ proxy: { mode: 'none' } })).toEqual(full)
    expect(await handlers.addAuthorities({})).toEqual(full)
    const [kept] = valueOf(await handlers.get({})).authorities
    expect(await handlers.removeAuthority({ fingerprint: kept!.fingerprint })).toEqual(full)
    expect(changes).toEqual([])
    expect(valueOf(await handlers.get({})).proxy).toEqual({ mode: 'system' })
  })
})

describe('row 72: the proxy', () => {
  it.each([
    [{ mode: 'system' }, { mode: 'system' }],
    [{ mode: 'none' }, { mode: 'direct' }],
    [
      { mode: 'own', address: 'http://proxy.example:8080/', bypass: ['*.example.com', '10.0.0.0/8'] },
      {
        mode: 'fixed_servers',
        proxyRules: 'http://proxy.example:8080',
        proxyBypassRules: '*.example.com,10.0.0.0/8',
      },
    ],
    [
      { mode: 'own', address: 'socks5://bücher.example:80', bypass: [] },
      { mode: 'fixed_servers', proxyRules: 'socks5://xn--bcher-kva.example:80', proxyBypassRules: '' },
    ],
    [
      { mode: 'own', address: 'socks5://127.0.0.1:1080', bypass: [] },
      { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:1080', proxyBypassRules: '' },
    ],
  ] as const)('becomes rules: %j', (setting, rules) => {
    expect(proxyRulesOf(proxySettingSchema.parse(setting))).toEqual(rules)
  })

  it.each([
    'proxy.example:8080',
    'ftp://proxy.example',
    'http://ana:word@proxy.example:8080',
    'http://proxy.example/path',
    'http://proxy.example?a=b',
    'socks5://',
    '',
    // Chromium takes none of these for a server, and would go on without any proxy.
    'http://999.1.1.1:8080',
    'socks5://999.1.1.1:1080',
    'https://[1:2]:8080',
    'socks5://[::1::]:1080',
  ])('is refused as %j', (address) => {
    expect(isProxyAddress(address)).toBe(false)
  })

  it.each(['<-loopback>', 'a;b', 'a,b', 'http://a b'])(
    'leaves calls to this computer alone, whatever a rule says: %j',
    (rule) => {
      const setting = { mode: 'own', address: 'http://proxy.example:8080', bypass: [rule] }
      expect(proxySettingSchema.safeParse(setting).success).toBe(false)
    },
  )

  it('holds from the moment in which it is set, and its address is not in the log', async () => {
    const { handlers, changes, kept, lines } = open()
    const proxy: ProxySetting = { mode: 'own', address: 'http://canary-proxy.example:8080', bypass: [] }
    expect(await handlers.setProxy({ proxy })).toEqual(ok({}))
    expect(changes).toEqual([{ proxy, authorities: [] }])
    expect(kept().proxy).toEqual(proxy)
    expect(lines.join()).toContain('"proxy":"own"')
    expect(lines.join()).not.toContain('canary')
  })
})

describe('row 72: own authorities', () => {
  it('come from a chosen file, once each, and can be taken away', async () => {
    const { cert } = await makeAuthority('Acme root')
    const bytes = new TextEncoder().encode(cert)
    const { handlers, changes } = open({ chooseFile: async () => ok({ name: 'root.pem', bytes }) })
    expect(await handlers.addAuthorities({})).toEqual(ok({ added: 1 }))
    expect(await handlers.addAuthorities({})).toEqual(ok({ added: 0 }))
    expect(changes).toHaveLength(1)
    const status = await handlers.get({})
    const [authority] = status.ok ? status.value.authorities : []
    expect(authority?.subject).toBe('O=Acme, CN=Acme root')
    expect(await handlers.removeAuthority({ fingerprint: 'another' })).toMatchObject({ ok: false })
    expect(await handlers.removeAuthority({ fingerprint: authority?.fingerprint ?? '' })).toEqual(ok({}))
    expect(changes.at(-1)?.authorities).toEqual([])
  })

  it('come once each from a file that has one twice', async () => {
    const { cert } = await makeAuthority('Acme root')
    const bytes = new TextEncoder().encode(`${cert}${cert}`)
    const { handlers, kept } = open({ chooseFile: async () => ok({ name: 'root.pem', bytes }) })
    expect(await handlers.addAuthorities({})).toEqual(ok({ added: 1 }))
    expect(kept().authorities).toHaveLength(1)
  })

  it('are refused where they are too long to be kept, and what is kept stays', async () => {
    const names = Array.from({ length: 900 }, (_unused, index) => `DNS:host-${index}.acme.example`)
    const { cert } = await makeAuthority('Acme root', 'hash', [`subjectAltName=${names.join(',')}`])
    const bytes = new TextEncoder().encode(cert)
    const { handlers, changes } = open({ chooseFile: async () => ok({ name: 'root.pem', bytes }) })
    expect(await handlers.addAuthorities({})).toMatchObject({ error: { kind: 'invalid-request' } })
    expect(changes).toEqual([])
  })

  it('are not taken from a file that holds anything else', async () => {
    const bytes = new TextEncoder().encode('-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----')
    const { handlers, changes } = open({ chooseFile: async () => ok({ name: 'x', bytes }) })
    expect(await handlers.addAuthorities({})).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    expect(await open().handlers.addAuthorities({})).toEqual(ok({ added: null }))
    expect(changes).toEqual([])
  })
})

describe('row 75: the hosts contacted', () => {
  it('are counted one by one, with those that did not answer, the last one first', async () => {
    let nowMs = 1_000
    const ledger = createHostLedger(() => nowMs)
    const fetch = countHosts(async (address) => {
      if (address.includes('down')) throw new Error('no route')
      return new Response(null)
    }, ledger)
    await fetch('https://api.example/one?token=canary')
    nowMs = 2_000
    await expect(fetch('https://down.example:8443/')).rejects.toThrow('no route')
    nowMs = 3_000
    await fetch('https://api.example/two')
    ledger.note('https://login.example/authorize', 'sign-in')
    ledger.note('data:text/plain,x', 'sign-in')
    ledger.note('not an address', 'sign-in')
    expect(ledger.list()).toEqual([
      { host: 'api.example', by: 'app', calls: 2, failures: 0, lastAtMs: 3_000 },
      { host: 'login.example', by: 'sign-in', calls: 1, failures: 0, lastAtMs: 3_000 },
      { host: 'down.example:8443', by: 'app', calls: 1, failures: 1, lastAtMs: 2_000 },
    ])
    expect(JSON.stringify(ledger.list())).not.toContain('canary')
  })

  it('are no more than there is room for, whatever a page makes up', () => {
    const ledger = createHostLedger(() => 1)
    for (let index = 0; index < 1_100; index += 1) ledger.note(`https://h${index}.example/`, 'sign-in')
    expect(ledger.list()).toHaveLength(900)
  })

  it('have those of the app itself, however many a page makes up and however long they are', async () => {
    const { handlers, ledger } = open()
    for (let index = 0; index < 1_100; index += 1) ledger.note(`https://h${index}.example/`, 'sign-in')
    ledger.note(`https://${'a'.repeat(400)}.example/`, 'sign-in')
    ledger.note('https://api.example/', 'app')
    const status = networkStatusSchema.parse(valueOf(await handlers.get({})))
    expect(status.hosts.filter(({ by }) => by === 'app')).toMatchObject([{ host: 'api.example' }])
  })

  it('have a name that is longer than any may be, cut', async () => {
    const { handlers, ledger } = open()
    ledger.note(`https://${'a'.repeat(400)}.example/`, 'sign-in')
    expect(networkStatusSchema.parse(valueOf(await handlers.get({}))).hosts).toHaveLength(1)
  })
})
