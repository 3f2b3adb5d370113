import { describe, expect, it } from 'vitest'
import { createRecordingLogger } from '../../../tests/support/recording-logger.ts'
import type { Arrangement } from '../../shared/model/arrangement.ts'
import { err, ok } from '../../shared/result.ts'
import type { OpenOutbox } from '../outbox/outbox.ts'
import type { Store } from '../store/store.ts'
import { createArrangementHandlers } from './arrangement-handlers.ts'

function startWith(kept: Record<string, string> = {}, isOpen = true) {
  const { logger, lines } = createRecordingLogger()
  const rows = new Map(Object.entries(kept))
  const store = {
    async call(method: string, input: { kind: string; scope: string; json?: string }) {
      const name = `${input.kind}/${input.scope}`
      if (input.json !== undefined) rows.set(name, input.json)
      return ok(method === 'getArrangement' ? (rows.get(name) ?? null) : null)
    },
  } as unknown as Store
  const open = isOpen ? ({} as OpenOutbox) : null
  return { handlers: createArrangementHandlers({ store, logger, outbox: { now: () => open } }), lines, rows }
}

const place: Arrangement = { kind: 'place', href: '/items' }

describe('how the workspace is arranged', () => {
  it('is read as it was put, each scope by itself', async () => {
    const { handlers } = startWith()
    const columns = [{ field: 'name' as const, width: 90, isPinned: true }]
    const arrangement: Arrangement = { kind: 'columns', columns }
    expect(await handlers.put({ scope: 'contact', arrangement })).toEqual(ok({}))
    expect(await handlers.get({ kind: 'columns', scope: 'contact' })).toEqual(ok(arrangement))
    expect(await handlers.get({ kind: 'columns', scope: 'deal' })).toEqual(ok(null))
  })

  it.each([
    ['a later version', JSON.stringify({ kind: 'place', href: '/items', zoom: 2 })],
    ['a kind that is none', JSON.stringify({ kind: 'shelf' })],
    ['another kind', JSON.stringify({ kind: 'recents', recents: [] })],
  ])('counts as absent where it was written by %s, and that is noted without its words', async (_, json) => {
    const { handlers, lines, rows } = startWith({ 'place/': json })
    expect(await handlers.get({ kind: 'place', scope: '' })).toEqual(ok(null))
    expect(lines.join('\n')).toContain('arrangement.not-readable')
    expect(lines.join('\n')).not.toContain('/items')
    // Nothing is lost before something new is put in its place.
    expect(rows.get('place/')).toBe(json)
    await handlers.put({ scope: '', arrangement: place })
    expect(await handlers.get({ kind: 'place', scope: '' })).toEqual(ok(place))
  })

  it('is neither read nor written while no workspace is open', async () => {
    const { handlers, rows } = startWith({ 'place/': JSON.stringify(place) }, false)
    const refused = err({ kind: 'no-workspace' })
    expect(await handlers.get({ kind: 'place', scope: '' })).toEqual(refused)
    expect(await handlers.put({ scope: 'x', arrangement: place })).toEqual(refused)
    expect(rows.size).toBe(1)
  })
})
