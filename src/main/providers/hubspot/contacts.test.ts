import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../shared/errors.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { createContactEditing } from './contacts.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'

const contacts = createContactEditing(providerIdSchema.parse('hubspot'))
const fields = { email: 'a@b.co', firstname: 'Ana', lastname: '', phone: '', company: '' }
const none = {}
const record = (id: string, properties: Record<string, string | null> = {}) => ({ body: { id, properties } })
const notFound = { error: { kind: 'not-found' } } as const
const offline = { error: { kind: 'offline' } } as const
const noContent = { body: null }
const refused = (error: AppError) => ({ error })

describe('creating a contact', () => {
  it('sends what is set, once, and answers with the whole contact as it is read afterwards', async () => {
    const { session, calls } = scriptedSession([
      record('7'),
      record('7', { email: 'a@b.co', company: 'Acme' }),
    ])
    const created = await contacts.create(session, fields, none)
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(calls[0]?.json).toEqual({
      properties: { email: 'a@b.co', firstname: 'Ana' },
      // The published document of 2026-09 requires it.
      associations: [],
    })
    expect(created).toMatchObject({
      ok: true,
      value: { contact: { externalId: '7', values: { company: 'Acme' } } },
    })
  })

  it('succeeds with the answer to the write when nothing can be read afterwards', async () => {
    const { session } = scriptedSession([record('7', { email: 'a@b.co' }), offline])
    expect(await contacts.create(session, fields, none)).toMatchObject({
      ok: true,
      value: { contact: { externalId: '7', values: { email: 'a@b.co' } } },
    })
  })

  it.each([
    ['a conflict that names nobody', { kind: 'already-exists', existingId: null }],
    ['a conflict that names somebody else', { kind: 'already-exists', existingId: '1' }],
    [
      'a refusal in words only',
      { kind: 'rejected', message: 'Taken, in a sentence of tomorrow', fields: [] },
    ],
  ] as const)('finds the holder of the address after %s', async (_what, error) => {
    const { session, calls } = scriptedSession([refused({ ...error } as AppError), record('501')])
    expect(await contacts.create(session, fields, none)).toEqual({
      ok: false,
      error: { kind: 'already-exists', existingId: '501' },
    })
    expect(calls[1]).toMatchObject({
      path: ['crm', 'objects', '2026-09', 'contacts', 'a@b.co'],
      query: { idProperty: 'email' },
    })
  })

  it('names nobody when nobody has the address, and believes the words when it cannot look', async () => {
    const conflict = refused({ kind: 'already-exists', existingId: '1' })
    const lookedUp = await contacts.create(scriptedSession([conflict, notFound]).session, fields, none)
    expect(lookedUp).toEqual({ ok: false, error: { kind: 'already-exists', existingId: null } })
    const unseen = await contacts.create(scriptedSession([conflict, offline]).session, fields, none)
    expect(unseen).toEqual({ ok: false, error: conflict.error })
  })

  it.each([
    { kind: 'rejected', message: 'No', fields: [{ name: 'email', message: 'Odd' }] },
    { kind: 'offline' },
    { kind: 'timed-out' },
    { kind: 'reply-lost' },
  ] satisfies AppError[])('neither repeats nor looks anything up after %j', async (error) => {
    const { session, calls } = scriptedSession([refused(error)])
    expect(await contacts.create(session, fields, none)).toEqual({ ok: false, error })
    expect(calls).toHaveLength(1)
  })

  it.each(['..', '../deals/9', ''])('makes no path of %j', async (email) => {
    const conflict = refused({ kind: 'already-exists', existingId: null })
    const { session, calls } = scriptedSession([conflict])
    expect((await contacts.create(session, { ...fields, email }, none)).ok).toBe(false)
    expect(calls).toHaveLength(1)
  })
})

describe('changing a contact', () => {
  it('sends the given values only; an empty text clears', async () => {
    const { session, calls } = scriptedSession([record('7'), record('7', { firstname: 'Bea' })])
    const updated = await contacts.update(session, '7', { firstname: 'Bea', phone: '' }, none)
    expect(calls.map(({ method }) => method)).toEqual(['PATCH', 'GET'])
    expect(calls[0]?.json).toEqual({ properties: { firstname: 'Bea', phone: '' } })
    expect(updated).toMatchObject({ ok: true, value: { contact: { values: { firstname: 'Bea' } } } })
  })

  it('reads afterwards what it wrote, whatever the feed asks for', async () => {
    const { session, calls } = scriptedSession([record('7'), record('7', { shoe_size: '38' })])
    await contacts.update(session, '7', { shoe_size: '38' }, none)
    expect(calls[1]?.query?.['properties']).toContain('shoe_size')
  })

  it('does not call the contact its own duplicate', async () => {
    const error: AppError = { kind: 'rejected', message: 'No', fields: [] }
    const { session } = scriptedSession([refused(error), record('7')])
    expect(await contacts.update(session, '7', { email: 'a@b.co' }, none)).toEqual({ ok: false, error })
  })
})

describe.each(['remove', 'erase'] as const)('%s', (how) => {
  it('looks whether the contact is gone', async () => {
    const { session, calls } = scriptedSession([noContent, notFound])
    expect(await contacts[how](session, '7')).toEqual({ ok: true, value: null })
    expect(calls.map(({ method }) => method)).toEqual([how === 'remove' ? 'DELETE' : 'POST', 'GET'])
  })

  it('does not believe 204 when the contact is still there', async () => {
    for (const after of [record('7'), record('8')]) {
      const { session } = scriptedSession([noContent, after])
      expect(await contacts[how](session, '7')).toMatchObject({
        ok: false,
        error: { kind: 'unexpected-response' },
      })
    }
  })

  it('believes 204 when it cannot look again', async () => {
    const { session } = scriptedSession([noContent, offline])
    expect(await contacts[how](session, '7')).toEqual({ ok: true, value: null })
  })
})

describe('looking for a contact', () => {
  it('by an id that was merged brings the one that it is now', async () => {
    const { session } = scriptedSession([record('8'), record('8', { email: 'a@b.co' })])
    expect(await contacts.find(session, '7', none)).toMatchObject({
      ok: true,
      value: { contact: { externalId: '8' } },
    })
  })

  it.each(['..', 'ada', '', ' '])(
    'by %j, which is neither an id nor an address, asks nobody',
    async (text) => {
      const { session, calls } = scriptedSession([])
      expect(await contacts.find(session, text, none)).toEqual({ ok: false, error: { kind: 'not-found' } })
      expect(calls).toEqual([])
    },
  )
})

describe('the properties of a contact', () => {
  const facts = (...names: string[]) => ({ 'asked:contact': names })
  const many = Array.from({ length: 600 }, (_, at) => `a_property_of_long_ago_${at}`)

  it('are those that the feed asked for, and never fewer than the app needs', async () => {
    const { session, calls } = scriptedSession([record('7')])
    await contacts.read(session, '7', facts('degree', 'school'))
    expect(calls[0]?.query?.['properties']).toMatch(/^associatedcompanyid,.*degree,email,.*school$/)
  })

  it('travel in a body where they are too many for an address', async () => {
    const { session, calls } = scriptedSession([
      { body: { results: [{ id: '7', properties: { degree: 'MSc' } }] } },
    ])
    const read = await contacts.read(session, '7', facts(...many))
    expect(read).toMatchObject({ ok: true, value: { loaded: { record: { properties: { degree: 'MSc' } } } } })
    expect(calls[0]).toMatchObject({
      path: ['crm', 'objects', '2026-09', 'contacts', 'batch', 'read'],
      json: { inputs: [{ id: '7' }], properties: expect.arrayContaining(many) },
      isRead: true,
    })
  })

  it.each([
    [{ results: [], errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['7'] } }] }, 'not-found'],
    [{ results: [{ id: '8', properties: {} }] }, 'merged-into'],
    [{ results: [], errors: [{ category: 'INTERNAL_ERROR' }] }, 'unexpected-response'],
    [{ results: [], numErrors: 1, errors: 'odd' }, 'unexpected-response'],
  ])('in a body: %j is %s', async (body, kind) => {
    const { session } = scriptedSession([{ body }])
    expect(await contacts.read(session, '7', facts(...many))).toMatchObject({ ok: false, error: { kind } })
  })
})

describe('the id of a contact', () => {
  it.each([
    '../deals/9',
    '..',
    '',
    '9/../../deals/9',
    '%2e%2e',
    '9?x',
    '\u0000',
    '\ud800',
    '٩',
    '9'.repeat(21),
  ])('that can be none is not found, and nothing is sent: %j', async (id) => {
    const { session, calls } = scriptedSession([])
    for (const outcome of [
      await contacts.read(session, id, none),
      await contacts.update(session, id, { firstname: 'X' }, none),
      await contacts.erase(session, id),
      await contacts.merge(session, id, '9', none),
      await contacts.remove(session, id),
    ]) {
      expect(outcome).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
    expect(calls).toEqual([])
  })
})
