import { describe, expect, it } from 'vitest'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { identify } from './identify.ts'

const identityOf = (body: unknown) => identify(scriptedSession([{ body }]).session)
const uiOrigin = 'https://airtable.com'

describe('who signed in at Airtable', () => {
  it('is called by the e-mail address', async () => {
    expect(await identityOf({ id: 'usr1', email: 'sam@x.example', scopes: [] })).toEqual({
      ok: true,
      value: { externalId: 'usr1', label: 'sam@x.example', uiOrigin },
    })
  })

  it.each([{}, { email: null }, { email: ' ' }, { email: 7 }])('is called by the id with %j', async (odd) => {
    expect(await identityOf({ id: 'usr1', ...odd })).toEqual({
      ok: true,
      value: { externalId: 'usr1', label: 'usr1', uiOrigin },
    })
  })
})
