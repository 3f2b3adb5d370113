import { describe, expect, it } from 'vitest'
import type { FieldView } from '../../../shared/model/field-view.ts'
import { beginningOf, fieldGroups, isLong, shownValue } from './field-groups.ts'

const field = (name: string, changes: Partial<FieldView> = {}): FieldView => ({
  ...{ name, label: name.toUpperCase(), group: null, value: 'x', kind: 'text' },
  ...changes,
})
const all = { text: '', hideEmpty: false }

describe('fields by heading', () => {
  it('keep the order of the provider, and gather what stands under one heading', () => {
    const fields = [field('a', { group: 'One' }), field('b'), field('c', { group: 'One' })]
    const groups = fieldGroups(fields, all).map(({ name, fields: of }) => [
      name,
      ...of.map((one) => one.name),
    ])
    expect(groups).toEqual([
      ['One', 'a', 'c'],
      [null, 'b'],
    ])
  })

  it('are found by name, label and value, and leave out what is empty where that is wanted', () => {
    const fields = [field('a', { value: '' }), field('b', { value: 'Teal' })]
    expect(fieldGroups(fields, { text: 'TEAL', hideEmpty: false })[0]?.fields).toEqual([fields[1]])
    expect(fieldGroups(fields, { text: ' a ', hideEmpty: false })[0]?.fields).toEqual(fields)
    expect(fieldGroups(fields, { text: '', hideEmpty: true })[0]?.fields).toEqual([fields[1]])
    expect(fieldGroups(fields, { text: 'none', hideEmpty: false })).toEqual([])
  })
})

describe('a value', () => {
  it('is the same day everywhere when it is a date', () => {
    expect(shownValue({ kind: 'date', value: '2026-01-01' })).toEqual({
      kind: 'moment',
      text: 'Jan 1, 2026',
      instant: '2026-01-01',
    })
  })

  it('is as exact as it came when it is a number', () => {
    expect(shownValue({ kind: 'number', value: '-1234567.89' })).toEqual({
      kind: 'text',
      text: '-1,234,567.89',
    })
    expect(shownValue({ kind: 'number', value: '12345678901234567890' })).toEqual({
      kind: 'text',
      text: '12345678901234567890',
    })
  })

  it('is long from some lines or many letters on', () => {
    expect([isLong('a'.repeat(280)), isLong('a'.repeat(281))]).toEqual([false, true])
    expect([isLong('a\n'.repeat(4)), isLong('a\n'.repeat(5))]).toEqual([false, true])
  })
})

describe('the beginning of a long text', () => {
  it('ends with a word, after some lines, and in the middle only of a word that is too long', () => {
    expect(beginningOf('chart '.repeat(60))).toBe(`${'chart '.repeat(46).trim()}…`)
    expect(beginningOf('a\n'.repeat(9))).toBe('a\na\na\na\na…')
    expect(beginningOf('x'.repeat(400))).toBe(`${'x'.repeat(280)}…`)
  })
})
