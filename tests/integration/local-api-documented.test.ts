import { describe, expect, it } from 'vitest'
import { connect, settled } from '../support/connected-core.ts'
import { startCoreWithApi, testWorkspace } from '../support/core-with-api.ts'
import { curl, curlLines } from '../support/curl-lines.ts'

describe('the curl lines of the documents', () => {
  it('do what they say against the local API', async () => {
    const { core, port, token } = await startCoreWithApi()
    await connect(core)
    await settled(core)
    const lines = [
      ...(await curlLines('docs/local-api.md', { PORTOLAN_TOKEN: token })),
      ...(await curlLines('README.md', { PORTOLAN_TOKEN: token })),
    ].map((words) => words.map((word) => word.replace('localhost:17853', `localhost:${port}`)))
    expect(lines).toHaveLength(4)
    const answers: unknown[] = []
    for (const line of lines) answers.push(JSON.parse(await curl(line)))
    const [authorized, credentials, loaded, again] = answers
    expect(new URL(authorized as string).searchParams.get('state')).toMatch(/^[\w-]{43}$/)
    expect(credentials).toMatchObject({ ...testWorkspace, status: 'connected', load: 'complete' })
    expect(loaded).toHaveLength(36)
    expect(again).toEqual(loaded)
    await core.handlers.signIn.cancel({})
  })

  it('are refused with a clear word without the header', async () => {
    const { port } = await startCoreWithApi()
    const url = `http://localhost:${port}/integrations/hubspot/load`
    const refused = JSON.parse(await curl(['-F', 'user_id=TestUser', '-F', 'org_id=TestOrg', url])) as unknown
    expect(refused).toEqual({ error: 'no-token', detail: expect.stringContaining('Authorization: Bearer') })
  })
})
