import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AppError } from '../../src/shared/errors.ts'
import { err, ok, type Result } from '../../src/shared/result.ts'
import { answerJson, startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { accountId, sessionAt } from '../support/session-at.ts'

const schema = z.object({ name: z.string() })
const get = { method: 'GET', path: ['records'] } as const
const post = { method: 'POST', path: ['records'], json: { name: 'Zoë' } } as const

let server: LoopbackServer
let accepted: string
let renewals: string[]

beforeEach(async () => {
  accepted = 'token-2'
  renewals = []
  server = await startLoopbackServer(({ headers }, response) => {
    if (headers.authorization === `Bearer ${accepted}`) answerJson(response, 200, { name: 'Ada' })
    else answerJson(response, 401, { category: 'EXPIRED_AUTHENTICATION' })
  })
})
afterEach(() => server.close())

function session(renewed: Result<string, AppError> = ok('token-2')) {
  const tokens = {
    current: () => Promise.resolve(ok('token-1')),
    renew: (refused: string) => {
      renewals.push(refused)
      return Promise.resolve(renewed)
    },
  }
  return sessionAt(server.origin, { tokens }).session
}

describe('a call whose token is refused', () => {
  it.each([get, post])('R64: is sent once more with a renewed token: $method', async (call) => {
    expect(await session().request(call, schema)).toEqual(ok({ name: 'Ada' }))
    expect(renewals).toEqual(['token-1'])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
  })

  it('R64: needs a new sign-in when the renewed token is refused as well; nothing loops', async () => {
    accepted = 'none'
    expect(await session().request(get, schema)).toEqual(err({ kind: 'reconnect-required', accountId }))
    expect(renewals).toEqual(['token-1'])
    expect(server.requests).toHaveLength(2)
  })

  it.each([{ kind: 'offline' } as const, { kind: 'provider-down', status: 503 } as const])(
    'R65: fails with what the renewal failed with ($kind), and asks for no second one',
    async (error) => {
      expect(await session(err(error)).request(get, schema)).toEqual(err(error))
      expect(renewals).toHaveLength(1)
      expect(server.requests).toHaveLength(1)
    },
  )
})
