import { describe, expect, it } from 'vitest'
import { identify, uiHost } from './identify.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'

const identityOf = (body: unknown, introspected?: unknown) =>
  identify(scriptedSession([{ body }]).session, introspected)

describe('who signed in at HubSpot', () => {
  it('is the account, with the host of its own pages', async () => {
    const details = {
      portalId: 147312908,
      uiDomain: 'app-eu1.hubspot.com',
      timeZone: 'Europe/Lisbon',
      later: 1,
    }
    expect(await identityOf(details)).toEqual({
      ok: true,
      value: {
        externalId: '147312908',
        label: 'HubSpot 147312908',
        uiOrigin: 'https://app-eu1.hubspot.com',
        timeZone: 'Europe/Lisbon',
      },
    })
  })

  it.each([
    undefined,
    null,
    7,
    '',
    'hubspot.com',
    'app.hubspot.com.evil.example',
    'app.hubspot.com/x',
    'a@app.hubspot.com',
  ])('has no pages where the host is %j', async (uiDomain) => {
    expect(await identityOf({ portalId: 1, uiDomain })).toMatchObject({ value: { uiOrigin: null } })
  })

  it.each([undefined, null, 7, '', '+01:00', 'x'.repeat(70), '<b>'])(
    'has no known time zone where it is %j',
    async (timeZone) => {
      expect(await identityOf({ portalId: 1, timeZone })).toMatchObject({ value: { timeZone: null } })
    },
  )

  it('is known by its own domain, where the token says so', async () => {
    const told = { active: true, hub_id: 7, hub_domain: 'acme.example', user: 'ana@acme.example' }
    expect(await identityOf({ portalId: 7 }, told)).toMatchObject({ value: { label: 'acme.example' } })
    for (const odd of [
      { ...told, hub_id: 8 },
      { ...told, active: false },
      { ...told, hub_domain: '<b>acme</b>' },
      { ...told, hub_domain: '' },
      { ...told, hub_domain: 'x'.repeat(200) },
    ]) {
      expect(await identityOf({ portalId: 7 }, odd)).toMatchObject({ value: { label: 'HubSpot 7' } })
    }
  })

  it('may have pages at HubSpot’s regional hosts and nowhere else', () => {
    expect(
      ['app.hubspot.com', 'app-eu1.hubspot.com', 'app-na2.hubspot.com'].every((host) => uiHost.test(host)),
    ).toBe(true)
    expect(
      ['xapp.hubspot.com', 'app-.hubspot.com', 'app.hubspotxcom', 'share.hubspot.com'].some((host) =>
        uiHost.test(host),
      ),
    ).toBe(false)
  })
})
