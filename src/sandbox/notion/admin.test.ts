import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAtNotion, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion({ pages: 60 })
})
afterEach(() => at.close())

const admin = (method: string, path: string, body?: unknown) => {
  const reply = at.notion.admin({ method, segments: path.split('/'), body })
  if (reply === undefined) return undefined
  return {
    status: reply.status,
    json: (reply.body === '' ? {} : JSON.parse(reply.body)) as Record<string, unknown>,
  }
}

describe('the admin calls of Notion', () => {
  it('give ids to begin with, and make and change pages as somebody else', async () => {
    const known = admin('GET', 'pages')?.json as { top: string[]; sources: string[] }
    expect(known.top).toEqual(at.notion.pages.top())
    const id = String(admin('POST', 'pages', { title: 'Made', page: known.top[0] })?.json.id)
    const row = String(admin('POST', 'pages', { title: 'Row', source: known.sources[1] })?.json.id)
    expect((await at.get(`/v1/pages/${row}`)).json.properties).toMatchObject({
      content: { title: [{ plain_text: 'Row' }] },
    })
    expect(admin('POST', `pages/${id}`, { title: 'Renamed', trashed: true })?.status).toBe(204)
    const page = await at.get(`/v1/pages/${id}`)
    expect(page.json).toMatchObject({
      in_trash: true,
      properties: { title: { title: [{ plain_text: 'Renamed' }] } },
    })
    admin('POST', `pages/${id}`, { trashed: false, shared: false })
    expect((await at.get(`/v1/pages/${id}`)).status).toBe(404)
  })

  it('give grants, expire and revoke them', async () => {
    const grant = admin('POST', 'grants', { pages: at.notion.pages.top().slice(0, 1) })?.json ?? {}
    const me = async (): Promise<number> =>
      (await at.call('GET', '/v1/users/me', { token: String(grant.access_token) })).status
    expect(await me()).toBe(200)
    expect(admin('POST', 'expire-tokens')?.status).toBe(204)
    expect(await me()).toBe(401)
    expect(admin('POST', 'revoke-grants')?.status).toBe(204)
    const again = await at.ask('token', { grant_type: 'refresh_token', refresh_token: grant.refresh_token })
    expect(again.status).toBe(400)
  })

  it('refuse what does not exist or does not fit', () => {
    expect(admin('POST', 'pages', { title: 'x', page: 'nowhere' })?.status).toBe(400)
    expect(admin('POST', 'pages/nowhere', { title: 'x' })?.status).toBe(400)
    expect(admin('POST', 'pages', { name: 'x' })?.status).toBe(400)
    expect(admin('POST', 'grants', { pages: 'all' })?.status).toBe(400)
    expect(admin('DELETE', 'pages')).toBeUndefined()
  })
})
