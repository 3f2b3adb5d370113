import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../shared/errors.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { createContactEditing } from './contacts.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'

const contacts = createContactEditing(providerIdSchema.parse('hubspot'))
const fields = { email: 'a@b.co', firstName: 'Ana', lastName: '', phone: '', company: '' }
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
    const created = await contacts.create(session, fields)
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(calls[0]?.json).toEqual({ properties: { email: 'a@b.co', firstname: 'Ana' } })
    expect(created).toMatchObject({
      ok: true,
      value: { contact: { externalId: '7', fields: { company: 'Acme' } } },
    })
  })

  it('succeeds with the answer to the write when nothing can be read afterwards', async () => {
    const { session } = scriptedSession([record('7', { email: 'a@b.co' }), offline])
    expect(await contacts.create(session, fields)).toMatchObject({
      ok: true,
      value: { contact: { externalId: '7', fields: { email: 'a@b.co', firstName: '' } } },
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
    expect(await contacts.create(session, fields)).toEqual({
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
    const lookedUp = await contacts.create(scriptedSession([conflict, notFound]).session, fields)
    expect(lookedUp).toEqual({ ok: false, error: { kind: 'already-exists', existingId: null } })
    const unseen = await contacts.create(scriptedSession([conflict, offline]).session, fields)
    expect(unseen).toEqual({ ok: false, error: conflict.error })
  })

  it.each([
    { kind: 'rejected', message: 'No', fields: [{ name: 'email', message: 'Odd' }] },
    { kind: 'offline' },
    { kind: 'timed-out' },
  ] satisfies AppError[])('neither repeats nor looks anything up after %j', async (error) => {
    const { session, calls } = scriptedSession([refused(error)])
    expect(await contacts.create(session, fields)).toEqual({ ok: false, error })
    expect(calls).toHaveLength(1)
  })

  it.each(['..', '../deals/9', ''])('makes no path of %j', async (email) => {
    const conflict = refused({ kind: 'already-exists', existingId: null })
    const { session, calls } = scriptedSession([conflict])
    expect((await contacts.create(session, { ...fields, email })).ok).toBe(false)
    expect(calls).toHaveLength(1)
  })
})

describe('changing a contact', () => {
  it('sends the changes only; an empty text clears', async () => {
    const { session, calls } = scriptedSession([record('7'), record('7'), record('7', { firstname: 'Bea' })])
    const updated = await contacts.update(session, '7', { firstName: 'Bea', phone: '' })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET'])
    expect(calls[1]?.json).toEqual({ properties: { firstname: 'Bea', phone: '' } })
    expect(updated).toMatchObject({ ok: true, value: { contact: { fields: { firstName: 'Bea' } } } })
  })

  it('writes nothing when nothing changed', async () => {
    const { session, calls } = scriptedSession([record('7')])
    expect((await contacts.update(session, '7', {})).ok).toBe(true)
    expect(calls.map(({ method }) => method)).toEqual(['GET'])
  })

  it('lays the answer over what was there when nothing can be read afterwards', async () => {
    const before = record('7', { firstname: 'Ana', lastname: 'Lima', phone: '1' })
    const { session } = scriptedSession([before, record('7', { firstname: 'Bea', phone: null }), offline])
    expect(await contacts.update(session, '7', { firstName: 'Bea', phone: '' })).toMatchObject({
      ok: true,
      value: { contact: { fields: { firstName: 'Bea', lastName: 'Lima', phone: '' } } },
    })
  })

  it('does not call the contact its own duplicate', async () => {
    const error: AppError = { kind: 'rejected', message: 'No', fields: [] }
    const { session } = scriptedSession([record('7'), refused(error), record('7')])
    expect(await contacts.update(session, '7', { email: 'a@b.co' })).toEqual({ ok: false, error })
  })
})

describe('deleting a contact', () => {
  it('looks before and after', async () => {
    const { session, calls } = scriptedSession([record('7'), noContent, notFound])
    expect(await contacts.remove(session, '7')).toEqual({ ok: true, value: null })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET'])
  })

  it('does not believe 204 when the contact is still there', async () => {
    for (const after of [record('7'), record('8')]) {
      const { session } = scriptedSession([record('7'), noContent, after])
      expect(await contacts.remove(session, '7')).toMatchObject({
        ok: false,
        error: { kind: 'unexpected-response' },
      })
    }
  })

  it('believes 204 when it cannot look again', async () => {
    const { session } = scriptedSession([record('7'), noContent, offline])
    expect(await contacts.remove(session, '7')).toEqual({ ok: true, value: null })
  })

  it.each([
    ['it is gone', notFound, { kind: 'not-found' }],
    ['it was merged', record('8'), { kind: 'merged-into', currentId: '8' }],
    ['nobody can say', offline, { kind: 'offline' }],
  ] as const)('sends no DELETE when %s', async (_why, answer, error) => {
    const { session, calls } = scriptedSession([answer])
    expect(await contacts.remove(session, '7')).toEqual({ ok: false, error })
    expect(calls).toHaveLength(1)
  })
})

describe('reading a contact', () => {
  it('cuts values that are longer than the form, and never through a character', async () => {
    const { session } = scriptedSession([record('7', { phone: '1'.repeat(99) + '😀', email: ' a@b.co ' })])
    const read = await contacts.read(session, '7')
    expect(read.ok ? read.value.contact.fields : null).toMatchObject({
      phone: '1'.repeat(99) + '\ufffd',
      email: ' a@b.co ',
    })
  })
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
      await contacts.read(session, id),
      await contacts.update(session, id, { firstName: 'X' }),
      await contacts.remove(session, id),
    ]) {
      expect(outcome).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
    expect(calls).toEqual([])
  })
})
