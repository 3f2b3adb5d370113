import { describe, expect, it } from 'vitest'
import { modifiedField, readLayout } from './table-layout.ts'

const edited = (id: string, options: unknown) => ({ id, name: id, type: 'lastModifiedTime', options })

describe('the layout of a table', () => {
  it.each([undefined, null, 7, 'x', [], {}, { fields: 7, views: {} }, { fields: [null, 7, {}, { id: 7 }] }])(
    'is empty where its record is %j',
    (record) => {
      expect(readLayout(record)).toEqual({ description: '', primary: undefined, fields: [], views: [] })
    },
  )

  it('keeps the fields that can be read beside those that cannot', () => {
    const layout = readLayout({
      primaryFieldId: 'fld2',
      fields: [{ id: 'fld1' }, { id: 3 }, { id: 'fld2', type: 7 }],
    })
    expect(layout.fields.map(({ id }) => id)).toEqual(['fld1', 'fld2'])
    expect(layout.primary?.id).toBe('fld2')
  })

  it('takes the first field for the primary one where the table does not say', () => {
    expect(readLayout({ fields: [{ id: 'fld1' }, { id: 'fld2' }] }).primary?.id).toBe('fld1')
  })
})

describe('F11: the field for the time of the last change', () => {
  const found = (...fields: unknown[]) => modifiedField(readLayout({ fields }))?.id

  it('is one with valid settings, or none', () => {
    const broken = edited('fld1', { isValid: false, referencedFieldIds: [] })
    expect(found(broken)).toBeUndefined()
    expect(found(edited('fld1', undefined))).toBeUndefined()
    expect(found(broken, edited('fld2', { isValid: true, referencedFieldIds: [] }))).toBe('fld2')
    expect(found({ id: 'fld1', type: 'dateTime', options: { isValid: true } })).toBeUndefined()
  })

  it('watches all fields rather than some', () => {
    const some = edited('fld1', { isValid: true, referencedFieldIds: ['fld9'] })
    expect(found(some, edited('fld2', { isValid: true, referencedFieldIds: [] }))).toBe('fld2')
    expect(found(some, edited('fld2', { isValid: true }))).toBe('fld2')
    expect(found(some)).toBe('fld1')
  })
})
