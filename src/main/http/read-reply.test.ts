import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema } from '../../shared/model/account.ts'
import { jsonObject } from './json-object.ts'
import { lenient } from './lenient.ts'
import { describeReply, failedReply, readReply } from './read-reply.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const reply = (text: string) => ({ status: 200, headers: { a: 'b' }, body: bytes(text) })
const odd = (detail: string) => ({ ok: false, error: { kind: 'unexpected-response', detail } })

describe('the body of a reply', () => {
  it('is what the schema makes of its JSON, and null where there is none', async () => {
    const schema = z.object({ id: z.string().transform(Number) })
    expect(await readReply(reply('{"id":"7","more":1}'), schema)).toEqual({ ok: true, value: { id: 7 } })
    expect(await readReply(reply(''), z.null())).toEqual({ ok: true, value: null })
    expect(await readReply(reply('null'), z.null())).toEqual({ ok: true, value: null })
  })

  it('R61: that is no JSON is said to be none', async () => {
    expect(await readReply(reply('<html>'), z.unknown())).toEqual(odd('not JSON'))
  })

  it('R16: says where it is odd and not what stood there', async () => {
    const schema = z.object({ results: z.array(z.object({ id: z.string() })) })
    expect(await readReply(reply('{"results":[{"id":"1"},{"id":2}]}'), schema)).toEqual(
      odd('at results.1.id'),
    )
    expect(await readReply(reply('7'), schema)).toEqual(odd('at '))
  })

  it('R16: is described by no more than three hundred characters, none of them cut in half', async () => {
    const name = `${'x'.repeat(296)}\u{1f600}`
    const result = await readReply(reply(JSON.stringify({ [name]: 1 })), z.record(z.string(), z.string()))
    if (result.ok || result.error.kind !== 'unexpected-response') throw new Error('not odd')
    expect(result.error.detail).toHaveLength(300)
    expect(result.error.detail.isWellFormed()).toBe(true)
  })

  it('lets others have a turn where it is big', async () => {
    const order: string[] = []
    const read = async (length: number): Promise<void> => {
      await readReply(reply(JSON.stringify('x'.repeat(length - 2))), z.string())
      order.push(`read ${length}`)
    }
    setImmediate(() => order.push('others'))
    await Promise.all([read(100_001), read(100_000)])
    expect(order).toEqual(['read 100000', 'others', 'read 100001'])
  })

  it('is not parsed in the same turn as another big one that came in with it', async () => {
    const order: string[] = []
    const decode = Object.getOwnPropertyDescriptor(TextDecoder.prototype, 'decode')
    const original = decode?.value as TextDecoder['decode']
    const parsing = vi.spyOn(TextDecoder.prototype, 'decode').mockImplementation(function decoded(
      this: TextDecoder,
      given,
    ) {
      order.push('parsed')
      setImmediate(() => order.push('others'))
      return original.call(this, given)
    })
    onTestFinished(() => parsing.mockRestore())
    const big = (): Promise<unknown> => readReply(reply(JSON.stringify('x'.repeat(100_001))), z.string())
    await Promise.all([big(), big()])
    expect(order.slice(0, 3)).toEqual(['parsed', 'others', 'parsed'])
  })

  it('that says no is kept with its status, and is null where it is no JSON', () => {
    expect(failedReply({ ...reply('{"a":1}'), status: 400 })).toEqual({
      ...{ status: 400, headers: { a: 'b' } },
      body: { a: 1 },
    })
    expect(failedReply({ ...reply('<html>'), status: 502 }).body).toBeNull()
    expect(failedReply({ ...reply(''), status: 502 }).body).toBeNull()
  })
})

describe('what a failure means', () => {
  const accountId = accountIdSchema.parse('a')
  const described = (error: AppError, askedMs: number | null) =>
    describeReply(
      { describeFailure: () => error },
      accountId,
      { status: 429, headers: {}, body: null },
      askedMs,
    )

  it('R56: has the wait that the reply asks for, else the provider’s usual one', () => {
    const limited = { kind: 'rate-limited', retryAfterMs: 10 } as const
    expect(described(limited, 7)).toEqual({ kind: 'rate-limited', retryAfterMs: 7 })
    expect(described(limited, 0)).toEqual({ kind: 'rate-limited', retryAfterMs: 0 })
    expect(described(limited, null)).toEqual(limited)
    const down = { kind: 'provider-down', status: 503 } as const
    expect(described(down, 7)).toEqual(down)
  })
})

describe('a field of a reply', () => {
  it('that is read leniently is what it should be or nothing', () => {
    const schema = z.object({ a: lenient(z.string()) })
    expect(schema.parse({ a: 'x' })).toEqual({ a: 'x' })
    for (const value of [{ a: 7 }, { a: null }, {}]) expect(schema.parse(value).a).toBeUndefined()
  })

  it.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['x', false],
    [undefined, false],
  ])('is an object or not: %j', (value, expected) => {
    expect(jsonObject.safeParse(value).success).toBe(expected)
  })
})
