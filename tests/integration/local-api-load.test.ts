import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/main/store/store.ts'
import type { ItemPage, PagePlace } from '../../src/shared/list-protocol.ts'
import { err, ok } from '../../src/shared/result.ts'
import { heldBytes } from '../support/held-bytes.ts'
import { listeningApi, type ListeningApi } from '../support/local-api.ts'
import { madeUpUses } from '../support/made-up-uses.ts'
import { anItem } from '../support/made-up-items.ts'

const pageSize = 500
/** Looking at the memory takes some hundredths of a second. */
const bytesBetweenLooks = 10_000_000
const items = Array.from({ length: pageSize }, (_, n) => anItem({ externalId: String(n) }).item)

/** A store with `count` items, which tells how many pages were asked for; `before` runs before each of them. */
function storeOf(
  count: number,
  before: (page: number) => boolean = () => true,
): Store & { pages: () => number } {
  let pages = 0
  return {
    pages: () => pages,
    call: async (_method: string, input: unknown) => {
      const { after } = input as { after: PagePlace | null }
      pages += 1
      if (!before(pages)) return err({ kind: 'storage-unavailable' }) as never
      const rid = (after?.rid ?? 0) + pageSize
      const page: ItemPage = { items, next: rid >= count ? null : { of: 'rows', rid } }
      return ok(page) as never
    },
  }
}

function load({ port, token }: ListeningApi): Promise<IncomingMessage> {
  const form = 'user_id=TestUser&org_id=TestOrg'
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/integrations/hubspot/load',
        agent: false,
        headers: {
          host: `localhost:${port}`,
          authorization: `Bearer ${token}`,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': form.length,
        },
      },
      resolve,
    )
    sent.on('error', reject)
    sent.end(form)
  })
}

describe('load of the local API', () => {
  it('R36: answers 1,000,000 items without piling them up', { timeout: 180_000 }, async () => {
    const api = await listeningApi()
    const store = storeOf(1_000_000)
    api.server.serve(madeUpUses(store))
    const response = await load(api)
    expect(response.statusCode).toBe(200)
    const before = heldBytes()
    let most = 0
    let looks = 0
    let bytes = 0
    let records = 0
    for await (const part of response as AsyncIterable<Buffer>) {
      bytes += part.length
      for (let at = part.indexOf('{'); at >= 0; at = part.indexOf('{', at + 1)) records += 1
      if (bytes < looks * bytesBetweenLooks) continue
      looks += 1
      most = Math.max(most, heldBytes() - before)
    }
    expect(records).toBe(1_000_000)
    expect(store.pages()).toBe(2_000)
    expect(bytes).toBeGreaterThan(200_000_000)
    expect(looks).toBeGreaterThan(20)
    expect(most).toBeLessThan(60_000_000)
  })

  it('waits for a program that does not read', async () => {
    const api = await listeningApi()
    const store = storeOf(1_000_000)
    api.server.serve(madeUpUses(store))
    const response = await load(api)
    await wait(1_000)
    const pages = store.pages()
    await wait(500)
    expect(store.pages()).toBe(pages)
    // What the system buffers on its own is a matter of megabytes.
    expect(pages).toBeLessThan(200)
    response.destroy()
    await wait(200)
    expect(store.pages()).toBeLessThan(pages + 3)
  })

  it('goes on while others open more connections than there can be', async () => {
    const api = await listeningApi()
    api.server.serve(madeUpUses(storeOf(100_000)))
    const response = await load(api)
    const silent = Array.from({ length: 100 }, () => connect(api.port, '127.0.0.1'))
    const ended = silent.map((socket) => new Promise((resolve) => socket.on('close', resolve)))
    // The oldest of them go, for the newest.
    await Promise.race(ended)
    let text = ''
    for await (const part of response as AsyncIterable<Buffer>) text += part.toString()
    expect(JSON.parse(text)).toHaveLength(100_000)
    for (const socket of silent) socket.destroy()
  })

  it.each(['the store fails', 'another workspace is opened', 'the vault is locked'])(
    'is cut off, and no array, where %s half-way',
    async (what) => {
      const api = await listeningApi()
      const uses = madeUpUses(
        storeOf(100_000, (page) => {
          if (page === 3 && what !== 'the store fails') uses.open(null)
          return page < 3 || what !== 'the store fails'
        }),
      )
      api.server.serve(uses)
      const response = await load(api)
      let text = ''
      const read = (async () => {
        for await (const part of response as AsyncIterable<Buffer>) text += part.toString()
      })()
      await expect(read).rejects.toThrow()
      expect(text).toMatch(/^\[\{/)
      expect(() => JSON.parse(text) as unknown).toThrow()
      expect(api.lines.filter((line) => line.includes('local-api.load-cut-off'))).toHaveLength(1)
    },
  )
})
