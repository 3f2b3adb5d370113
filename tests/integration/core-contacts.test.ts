import { describe, expect, it } from 'vitest'
import { contactFormSchema } from '../../src/shared/model/contact.ts'
import { countsOf } from '../support/connected-core.ts'
import { valueOf } from '../support/core-in-node.ts'
import { startOutboxWorld, type OutboxWorld } from '../support/outbox-world.ts'

const read = ({ core, account }: OutboxWorld, externalId: string) =>
  core.handlers.contacts.read({ accountId: account.id, externalId })

const find = ({ core, account }: OutboxWorld, text: string) =>
  core.handlers.contacts.find({ accountId: account.id, text })

describe('a contact', () => {
  it('is read fresh, whatever the list says, and the list says it from then on', async () => {
    const world = await startOutboxWorld()
    world.sandbox.hubspot.records.contacts.update('9', { phone: '+44 7' })
    expect(valueOf(await read(world, '9')).values).toMatchObject({ phone: '+44 7' })
    expect(valueOf(await world.core.handlers.items.get({ key: world.key('9') })).item.phone).toBe('+44 7')
  })

  it('is found by id and by e-mail address, also one that was never loaded', async () => {
    const world = await startOutboxWorld()
    const late = world.sandbox.hubspot.records.contacts.create({
      email: 'late@comer.example',
      firstname: 'Late',
    })
    for (const text of [late.id, 'late@comer.example', ' LATE@comer.example ']) {
      expect(valueOf(await find(world, text))).toMatchObject({ externalId: late.id })
    }
    expect(await countsOf(world.core)).toEqual({ contact: 61 })
    for (const text of ['999999999', 'nobody@comer.example', '../deals/9', '0']) {
      expect(await find(world, text)).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
  })

  it('that is gone, or is another one now, goes from here when it is read', async () => {
    const world = await startOutboxWorld()
    world.sandbox.hubspot.records.contacts.archive('9')
    expect(await read(world, '9')).toEqual({ ok: false, error: { kind: 'not-found' } })
    const [one = '', other = ''] = [5, 6].map((at) => world.sandbox.hubspot.records.contacts.at(at)?.id)
    await world.mergeThere(one, other)
    expect(await read(world, other)).toEqual({ ok: false, error: { kind: 'merged-into', currentId: one } })
    expect(await countsOf(world.core)).toEqual({ contact: 58 })
    expect(valueOf(await find(world, other))).toMatchObject({ externalId: one })
  })

  it('with an id that tries to climb reaches nothing', async () => {
    const world = await startOutboxWorld()
    for (const externalId of ['..', '../companies/9', '%2e%2e', '9/../../../oauth', '9?x=1']) {
      expect(await read(world, externalId)).toEqual({ ok: false, error: { kind: 'not-found' } })
      expect((await world.core.handlers.contacts.remove({ key: world.key(externalId) })).ok).toBe(false)
    }
    expect(world.sandbox.requests.entries()).toEqual([])
  })
})

describe('the form', () => {
  it('has the account’s own fields: types, options, owners, and why some cannot be changed', async () => {
    const world = await startOutboxWorld()
    const form = valueOf(await world.core.handlers.contacts.form({ accountId: world.account.id }))
    expect(contactFormSchema.parse(form)).toEqual(form)
    const field = (name: string) => form.fields.find((one) => one.name === name)
    expect(form.fields.slice(0, 3).map(({ name }) => name)).toEqual(['firstname', 'lastname', 'email'])
    expect(field('email')).toMatchObject({ kind: 'email', isMain: true, isUnique: true })
    expect(field('phone')).toMatchObject({ kind: 'phone' })
    expect(field('hubspot_owner_id')).toMatchObject({ kind: 'choice' })
    expect(field('hubspot_owner_id')?.options.length).toBeGreaterThan(1)
    expect(field('lifecyclestage')?.options.map(({ value }) => value)).toContain('lead')
    expect(field('createdate')).toMatchObject({ kind: 'time', readOnly: 'set-by-provider' })
    expect(form.fields.some(({ readOnly }) => readOnly === 'calculated')).toBe(true)
    expect(form.needsOneOf).toEqual(['email', 'firstname', 'lastname'])
  })

  it('does not set what nobody can set', async () => {
    const world = await startOutboxWorld()
    const answer = await world.core.handlers.contacts.update({
      key: world.key('9'),
      values: { createdate: '2026-01-01' },
      base: {},
    })
    expect(answer.ok || answer.error.kind).toBe('invalid-request')
  })
})
