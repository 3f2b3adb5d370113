import { describe, expect, it } from 'vitest'
import { aField } from '../../test-support/fake-contact-form.ts'
import { beginningOf, groupsOf, isFirst, wantedFields } from './form-groups.ts'

const fields = [
  aField('city', { label: 'City', group: 'Address' }),
  aField('score', { label: 'Score', group: 'Sales' }),
  aField('street', { label: 'Street', group: 'Address' }),
  aField('other'),
]

describe('the groups of a form', () => {
  it('stand in the order in which the provider gives them, each with its fields', () => {
    expect(groupsOf(fields).map(({ name, fields: members }) => [name, members.length])).toEqual([
      ['Address', 2],
      ['Sales', 1],
      [null, 1],
    ])
  })

  it('are taken up to the one in which so many fields are reached', () => {
    expect(beginningOf(groupsOf(fields), 1)).toEqual(['Address'])
    expect(beginningOf(groupsOf(fields), 3)).toEqual(['Address', 'Sales'])
    expect(beginningOf([], 3)).toEqual([])
  })

  it('are looked through by label and name, with or without what is empty', () => {
    const names = (text: string, hidesEmpty = false) =>
      wantedFields(fields, { text, hidesEmpty, isEmpty: ({ name }) => name === 'city' }).map(
        ({ name }) => name,
      )
    expect(names(' CIT')).toEqual(['city'])
    expect(names('s')).toEqual(['score', 'street'])
    expect(names('', true)).toEqual(['score', 'street', 'other'])
  })

  it('leave to the top what people look for, and what a new contact cannot do without', () => {
    const required = aField('source', { isRequired: true })
    expect(isFirst(aField('a', { isMain: true }), false)).toBe(true)
    expect([isFirst(required, true), isFirst(required, false)]).toEqual([true, false])
  })
})
