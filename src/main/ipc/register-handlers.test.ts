import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invokeChannel } from '../../shared/ipc/channels.ts'
import { contract } from '../../shared/ipc/contract.ts'
import type { Endpoint } from '../../shared/ipc/endpoint.ts'
import type { Handlers, Reply } from '../../shared/ipc/types.ts'
import { ok } from '../../shared/result.ts'
import { createLogger } from '../logging/logger.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import { registerHandlers } from './register-handlers.ts'

/** A sign-in waits for a person, a quarter of an hour at most, and then for the provider. */
const longestMs = 1_020_000
const mostBytes = 65_536
/** What is chosen of an account may name thousands of tables and properties. */
const longInputs: Readonly<Record<string, number>> = {
  'sync.setChoice': 4_000_000,
  'arrangements.put': 900_000,
  'contacts.updateMany': 1_000_000,
  ...Object.fromEntries(
    ['contacts.create', 'contacts.update', 'contacts.amend', 'outbox.resolve', 'drafts.put'].map((place) => [
      place,
      1_000_000,
    ]),
  ),
  'exports.start': 30_000_000,
  // The picture of a chart.
  'insights.save': 12_100_000,
  'imports.check': 1_000_000,
  ...Object.fromEntries(['hold', 'release', 'discard', 'retry'].map((name) => [`outbox.${name}`, 5_000_000])),
}

const endpoints = Object.entries(contract.endpoints).flatMap(([domain, entries]) =>
  Object.entries(entries as Record<string, Endpoint>).map(([name, endpoint]) => ({ domain, name, endpoint })),
)

/** The real registration over handlers that note what reached them. */
function start(run: (input: unknown) => Promise<unknown> = async () => ok({})) {
  const calls: unknown[] = []
  const lines: string[] = []
  const handlers: Record<string, Record<string, unknown>> = {}
  for (const { domain, name } of endpoints) {
    handlers[domain] = {
      ...handlers[domain],
      [name]: (input: unknown) => {
        calls.push(input)
        return run(input)
      },
    }
  }
  const channels = new Map<string, (input: unknown) => Promise<unknown>>()
  const logger = createLogger((_level, line) => lines.push(line), createKnownSecrets(), Date.now)
  registerHandlers(
    { handle: (channel, listener) => channels.set(channel, listener) },
    handlers as unknown as Handlers,
    logger,
  )
  const invoke = async (domain: string, name: string, input: unknown): Promise<Reply<unknown>> =>
    (await channels.get(invokeChannel(domain, name))!(input)) as Reply<unknown>
  return { calls, lines, channels, invoke }
}

describe('the endpoints', () => {
  it('are registered all, and nothing else is', () => {
    expect([...start().channels.keys()].toSorted()).toEqual(
      endpoints.map(({ domain, name }) => invokeChannel(domain, name)).toSorted(),
    )
  })

  it('R29: each has a schema for input and output, a size cap and a deadline', () => {
    for (const { domain, name, endpoint } of endpoints) {
      const place = `${domain}.${name}`
      expect(endpoint.input.safeParse(Symbol('nothing fits this')).success, place).toBe(false)
      expect(endpoint.output.safeParse(Symbol('nothing fits this')).success, place).toBe(false)
      expect(endpoint.maxInputBytes, place).toBeGreaterThan(0)
      expect(endpoint.maxInputBytes, place).toBeLessThanOrEqual(longInputs[place] ?? mostBytes)
      expect(endpoint.timeoutMs, place).toBeGreaterThan(0)
      expect(endpoint.timeoutMs, place).toBeLessThanOrEqual(longestMs)
    }
  })

  it('R26: none has a word for a secret in its output', () => {
    const words = /token|secret|password|passphrase|verifier|authorization|cookie/i
    // The address of an authorization page, without its query: what a `.env` holds is shown before it is taken.
    const known = ['authorizationUrl']
    for (const { domain, name, endpoint } of endpoints) {
      expect(
        keysOf(endpoint.output).filter((key) => words.test(key) && !known.includes(key)),
        `${domain}.${name}`,
      ).toEqual([])
    }
  })

  it('R28: hostile input never reaches a handler and is answered as invalid', async () => {
    const { calls, invoke } = start()
    const hostile: unknown[] = [
      undefined,
      null,
      NaN,
      'x'.repeat(10_000_000),
      { extra: 1 },
      JSON.parse('{"__proto__":{"polluted":true}}'),
      { id: 'a', constructor: 1 },
      { id: '\ud800' },
      { key: { $ne: null } },
      new Map(),
      new Date(),
      Array.from({ length: 200_000 }, () => 1),
      nested(10_000),
    ]
    for (const { domain, name } of endpoints) {
      for (const input of hostile) {
        const reply = await invoke(domain, name, input)
        expect(reply.ok, `${domain}.${name}`).toBe(false)
        expect(!reply.ok && reply.error.kind, `${domain}.${name}`).toBe('invalid-request')
      }
    }
    expect(calls).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('R28: arbitrary input gives an answer on every channel, 1,000 tries each', async () => {
    const { invoke } = start(async () => ok({}))
    for (const { domain, name } of endpoints) {
      await fc.assert(
        fc.asyncProperty(fc.anything({ withNullPrototype: true }), async (input) => {
          const reply = await invoke(domain, name, input)
          expect(typeof reply.ok).toBe('boolean')
        }),
        { numRuns: 1_000, seed: 28 },
      )
    }
  }, 60_000)

  it('R30: an error thrown in main is a code and a reference for the page; details go to the log', async () => {
    const { invoke, lines } = start(async () => {
      throw new Error('ENOENT: /home/ana/.config/secret-path with token abc')
    })
    const reply = await invoke('app', 'getState', {})
    expect(reply).toEqual({ ok: false, error: { kind: 'bug' }, reference: expect.stringMatching(/^PT-/) })
    expect(JSON.stringify(reply)).not.toMatch(/ENOENT|home|token|at /)
    expect(lines.join()).toContain(!reply.ok ? reply.reference : 'no reference')
    expect(lines.join()).toContain('ENOENT')
  })

  it('R30: an answer that does not fit its schema is a bug, and nothing of it gets out', async () => {
    const { invoke } = start(async () =>
      ok({
        state: 'set',
        clientId: 'id',
        hasSecret: true,
        redirectUris: [],
        authorizationUrl: null,
        isAuthorizationUrlUsed: false,
        choice: null,
        clientSecret: 's3cret',
      }),
    )
    const reply = await invoke('clients', 'get', { providerId: 'x' })
    expect(!reply.ok && reply.error.kind).toBe('bug')
    expect(JSON.stringify(reply)).not.toContain('s3cret')
  })
})

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let index = 0; index < depth; index += 1) value = { value }
  return value
}

/** Every property name in a schema, wherever it is, but of those that hold a yes or no: these tell no secret. */
function keysOf(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return []
  seen.add(schema)
  const shape = 'shape' in schema && typeof schema.shape === 'object' ? schema.shape : null
  const own = Object.entries(shape ?? {}).flatMap(([key, value]) => (isYesOrNo(value) ? [] : [key]))
  const definition = (schema as { def?: Record<string, unknown> }).def ?? {}
  const inner = [...Object.values(shape ?? {}), ...Object.values(definition).flat()]
  return [...own, ...inner.flatMap((value) => keysOf(value, seen))]
}

const isYesOrNo = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'boolean'
