import { describe, expect, it } from 'vitest'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { identify } from './identify.ts'

const identityOf = async (body: unknown) => {
  const identity = await identify(scriptedSession([{ body }]).session)
  return identity.ok ? identity.value : identity.error
}
const user = { object: 'user', id: '16f4', type: 'person', name: 'Ana', person: { email: 'ana@x.example' } }
const bot = { workspace_id: 'ae9b', workspace_name: 'Acme', owner: { type: 'user', user } }

describe('who signed in at Notion', () => {
  it('is a person in a workspace, called by the workspace', async () => {
    expect(await identityOf({ id: '9188', type: 'bot', name: 'My app', bot })).toEqual({
      externalId: 'ae9b:16f4',
      label: 'Acme',
      uiOrigin: null,
    })
  })

  it('is an internal connection where no person stands behind it', async () => {
    const internal = { ...bot, owner: { type: 'workspace', workspace: true } }
    expect(await identityOf({ id: '9188', type: 'bot', name: 'My app', bot: internal })).toMatchObject({
      externalId: 'ae9b:9188',
      label: 'Acme',
    })
  })

  it('is the person alone where no workspace is told', async () => {
    expect(await identityOf(user)).toMatchObject({ externalId: '16f4', label: 'Ana' })
    expect(await identityOf({ id: '9188', name: null, bot: {} })).toMatchObject({
      externalId: '9188',
      label: 'Notion',
    })
  })

  it('has a name however odd the workspace’s is', async () => {
    for (const workspace_name of [null, '', '  ', 7]) {
      const identity = { id: '9188', name: 'My app', bot: { ...bot, workspace_name } }
      expect(await identityOf(identity)).toMatchObject({ label: 'My app' })
    }
    const long = await identityOf({ id: '9188', bot: { ...bot, workspace_name: '😀'.repeat(200) } })
    expect(long).toMatchObject({ label: '😀'.repeat(100) })
  })
})
