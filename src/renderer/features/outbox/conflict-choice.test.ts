import { describe, expect, it } from 'vitest'
import type { ConflictField } from '../../../shared/model/change.ts'
import { chosenValues, labelInText, sharedOrigin, sideValues } from './conflict-choice.ts'

const same = (value: string) => ({ value, text: value })
const field = (name: string, overrides: Partial<ConflictField> = {}): ConflictField => ({
  name,
  label: name,
  before: same('before'),
  yours: same(`my ${name}`),
  theirs: same(`their ${name}`),
  theirsAtMs: 1,
  theirsBy: 'Ana',
  ...overrides,
})

describe('a choice between two sides', () => {
  const fields = [field('title'), field('phone'), field('city')]

  it('is complete only when every field is decided', () => {
    expect(chosenValues(fields, { title: { kind: 'yours' }, phone: { kind: 'theirs' } })).toBeNull()
    expect(
      chosenValues(fields, {
        title: { kind: 'yours' },
        phone: { kind: 'theirs' },
        city: { kind: 'own', value: '' },
      }),
    ).toEqual({ title: 'my title', phone: 'their phone', city: '' })
  })

  it('is not made for a field that is called as something every object has', () => {
    expect(chosenValues([field('constructor')], {})).toBeNull()
  })

  it('can be that of one side for every field', () => {
    expect(sideValues(fields, 'yours')).toEqual({ title: 'my title', phone: 'my phone', city: 'my city' })
    expect(sideValues(fields, 'theirs')).toMatchObject({ city: 'their city' })
  })

  it('has one origin only where all fields have the same', () => {
    expect(sharedOrigin(fields)).toEqual({ atMs: 1, by: 'Ana' })
    expect(sharedOrigin([...fields, field('zip', { theirsBy: 'Bo' })])).toBeNull()
    expect(sharedOrigin([...fields, field('zip', { theirsAtMs: 2 })])).toBeNull()
  })

  it.each([
    ['Phone number', 'phone number'],
    ['SMS consent', 'SMS consent'],
    ['Élan', 'élan'],
    ['e-mail', 'e-mail'],
  ])('writes a label within a sentence: %s', (label, words) => {
    expect(labelInText(label)).toBe(words)
  })
})
