import { describe, expect, it } from 'vitest'
import { identify, uiHost } from './identify.ts'
import { scriptedSession } from './test-support/scripted-session.ts'

const identityOf = (body: unknown) => identify(scriptedSession([{ body }]).session)

describe('who signed in at HubSpot', () => {
  it('is the account, with the host of its own pages', async () => {
    expect(await identityOf({ portalId: 147312908, uiDomain: 'app-eu1.hubspot.com', later: 1 })).toEqual({
      ok: true,
      value: { externalId: '147312908', label: 'HubSpot 147312908', uiOrigin: 'https://app-eu1.hubspot.com' },
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
