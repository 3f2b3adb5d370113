import { describe, expect, it } from 'vitest'
import type { Column } from '../../../shared/model/arrangement.ts'
import { providerField } from '../../../shared/model/list-field.ts'
import {
  defaultColumns,
  inOrder,
  isDefaultChoice,
  mostColumns,
  movedBy,
  movedTo,
  pinToggled,
  toggledColumn,
} from './column-choice.ts'

const fieldsOf = (columns: readonly Column[]): string[] => columns.map(({ field }) => field)
const plain = (field: Column['field'], isPinned = false): Column => ({ field, width: null, isPinned })

describe('the choice of columns', () => {
  it('adds a field at the end and takes it away again, but never the name', () => {
    const more = toggledColumn(defaultColumns, 'created')
    expect(fieldsOf(more).at(-1)).toBe('created')
    expect(isDefaultChoice(more)).toBe(false)
    expect(toggledColumn(more, 'created')).toEqual(defaultColumns)
    expect(toggledColumn(defaultColumns, 'name')).toBe(defaultColumns)
  })

  it('holds no more columns than can be kept', () => {
    const many = inOrder(Array.from({ length: 80 }, (_, index) => plain(providerField(`f${String(index)}`))))
    expect(many).toHaveLength(mostColumns)
    expect(toggledColumn(many, 'created')).toBe(many)
  })

  it('moves a column to the place of another, and keeps the pinned ones first', () => {
    expect(fieldsOf(movedTo(defaultColumns, 'modified', 'type')).slice(0, 3)).toEqual([
      'name',
      'modified',
      'type',
    ])
    expect(fieldsOf(movedTo(defaultColumns, 'modified', 'name'))[0]).toBe('name')
    expect(fieldsOf(movedBy(defaultColumns, 'type', 1)).slice(0, 3)).toEqual(['name', 'source', 'type'])
    expect(movedBy(defaultColumns, 'modified', 1)).toBe(defaultColumns)
  })

  it('brings a pinned column to the start', () => {
    expect(fieldsOf(pinToggled(defaultColumns, 'phone')).slice(0, 2)).toEqual(['name', 'phone'])
  })

  it('mends what an older version kept: the name is there, and no field twice', () => {
    expect(fieldsOf(inOrder([plain('email'), plain('email'), plain('phone', true)]))).toEqual([
      'name',
      'phone',
      'email',
    ])
  })
})
