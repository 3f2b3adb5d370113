import { APIErrorCode, APIResponseError, collectPaginatedAPI } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import { refusalOf, type AtNotion } from './at-notion.ts'
import { largestSource } from './reading.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

export function describeErrors(at: () => AtNotion): void {
  const expectRefusal = async (call: Promise<unknown>, status: number, code: APIErrorCode) => {
    const refusal = await refusalOf(call)
    expect(APIResponseError.isAPIResponseError(refusal), String(refusal)).toBe(true)
    expect(refusal).toMatchObject({ status, code, request_id: expect.any(String) })
    return refusal
  }

  describe('Notion’s client is told', () => {
    it('that a token is none', async () => {
      const stranger = at().clientWith({ token: 'ntn_nobody' })
      await expectRefusal(stranger.users.me({}), 401, APIErrorCode.Unauthorized)
    })

    it('that there is no such page, data source, block or person', async () => {
      const { client } = at()
      for (const call of [
        () => client.pages.retrieve({ page_id: NOBODY }),
        () => client.dataSources.query({ data_source_id: NOBODY }),
        () => client.blocks.children.list({ block_id: NOBODY }),
        () => client.users.retrieve({ user_id: NOBODY }),
      ]) {
        await expectRefusal(call(), 404, APIErrorCode.ObjectNotFound)
      }
    })

    it('that a cursor, a size or a filter is wrong', async () => {
      const { client } = at()
      await expectRefusal(client.search({ start_cursor: NOBODY }), 400, APIErrorCode.ValidationError)
      await expectRefusal(client.search({ page_size: 101 }), 400, APIErrorCode.ValidationError)
      const source = await largestSource(at())
      const query = client.dataSources.query({
        data_source_id: source.id,
        filter: { property: 'no such property', checkbox: { equals: true } },
      })
      await expectRefusal(query, 400, APIErrorCode.ValidationError)
      // The client knows the parameter, the endpoint does not (Notion's reference, query a data source).
      const trash = client.dataSources.query({ data_source_id: source.id, in_trash: true })
      await expectRefusal(trash, 400, APIErrorCode.ValidationError)
    })

    it('what it may not do', async () => {
      const { sandbox, client } = at()
      expect(sandbox.notion.behaviour.set({ capabilities: [] })).toBeUndefined()
      await expectRefusal(client.users.list({}), 403, APIErrorCode.RestrictedResource)
      sandbox.notion.behaviour.reset()
    })

    it('that a version is unknown', async () => {
      const call = at().clientWith({ version: '2020-01-01' }).users.me({})
      const refusal = await refusalOf(call)
      expect(refusal).toMatchObject({ status: 400 })
    })
  })

  describe('Notion’s client speaks the version before', () => {
    it('and finds the same pages, rows and databases', async () => {
      const before = at().clientWith({ version: '2025-09-03' })
      const now = await collectPaginatedAPI(at().client.search, { page_size: 100 })
      const then = await collectPaginatedAPI(before.search, { page_size: 100 })
      expect(then.map(({ id }) => id)).toEqual(now.map(({ id }) => id))
      const source = await largestSource(at())
      const rows = await before.dataSources.query({ data_source_id: source.id, page_size: 5 })
      expect(rows.results[0]).toMatchObject({ object: 'page', archived: false })
      expect(await before.dataSources.retrieve({ data_source_id: source.id })).toMatchObject({
        archived: false,
      })
      expect((await before.users.me({})).type).toBe('bot')
    })
  })
}
