import { describe, expect, it } from 'vitest'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { authorsOf } from './value-authors.ts'

const owner = (userId: string | null, name: string) => ({ name, email: null, isArchived: false, userId })
const facts = { owners: { 77: owner('901', 'Ana Ruiz'), 78: owner(null, 'Nobody') } }
const history = (entry: object) => ({
  body: { id: '9', propertiesWithHistory: { phone: [entry, { value: 'older', timestamp: '2020-01-01' }] } },
})
const at = '2026-11-02T10:00:00.000Z'

describe('who set a value', () => {
  it.each([
    ['a user by number', { updatedByUserId: 901, timestamp: at }, { atMs: Date.parse(at), by: 'Ana Ruiz' }],
    ['a user in a text', { sourceId: 'userId:901', timestamp: at }, { atMs: Date.parse(at), by: 'Ana Ruiz' }],
    ['a user who is no owner', { updatedByUserId: 5, timestamp: at }, { atMs: Date.parse(at), by: null }],
    [
      'an import',
      { sourceType: 'IMPORT', sourceId: '6120', timestamp: at },
      { atMs: Date.parse(at), by: null },
    ],
    ['nobody, at no time', { timestamp: 'soon', updatedByUserId: {} }, { atMs: null, by: null }],
    ['something odd', 7, { atMs: null, by: null }],
  ])('is told for %s', async (_who, entry, author) => {
    const { session, calls } = scriptedSession([history(entry as object)])
    const told = await authorsOf(session, '9', ['phone'], facts)
    expect(told.ok && [...told.value]).toEqual([['phone', author]])
    expect(calls[0]?.query).toEqual({ propertiesWithHistory: 'phone' })
  })

  it('is nobody where the answer has no history, or one of something else', async () => {
    for (const body of [
      { id: '9' },
      { id: '9', propertiesWithHistory: [] },
      JSON.parse('{"__proto__":{"phone":[]}}'),
    ]) {
      const told = await authorsOf(scriptedSession([{ body }]).session, '9', ['phone'], facts)
      expect(told.ok && told.value.size).toBe(0)
    }
  })
})
