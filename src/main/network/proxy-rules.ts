import type { ProxySetting } from '../../shared/model/network.ts'

/** As Electron's `session.setProxy` takes it. */
export interface ProxyRules {
  readonly mode: 'system' | 'direct' | 'fixed_servers'
  readonly proxyRules?: string
  readonly proxyBypassRules?: string
}

/**
 * One proxy for every scheme. Chromium never sends what goes to this computer itself to a proxy, unless a rule takes
 * that back (`<-loopback>`), which no rule here can say.
 */
export function proxyRulesOf(proxy: ProxySetting): ProxyRules {
  if (proxy.mode === 'system') return { mode: 'system' }
  if (proxy.mode === 'none') return { mode: 'direct' }
  const { protocol, port } = new URL(proxy.address)
  // In a scheme whose hosts the URL standard brings into form (`bücher.example`); Chromium reads no other here.
  const { hostname } = new URL(proxy.address.replace(/^\w+:/, 'http:'))
  return {
    mode: 'fixed_servers',
    proxyRules: `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`,
    proxyBypassRules: proxy.bypass.join(','),
  }
}
