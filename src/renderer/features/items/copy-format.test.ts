import { describe, expect, it } from 'vitest'
import { providerField } from '../../../shared/model/list-field.ts'
import { type CopyFormat, copyTextOf } from './copy-format.ts'
import { type GridField, unknownField } from './grid-fields.ts'
import { aRow } from './test-support/draw-grid.tsx'

const field = (name: string, overrides: Partial<GridField> = {}): GridField => ({
  ...unknownField(providerField(name)),
  ...overrides,
})
const words = { yes: 'Yes', no: 'No', typeLabel: () => 'Contact', sourceLabel: () => 'Harbour' }
const name: GridField = { ...unknownField('name'), label: 'Name' }
const fields = [
  name,
  field('note', { label: 'Note' }),
  field('amount', { label: 'Amount', kind: 'number' }),
  field('stage', { label: 'Stage', kind: 'choices', options: new Map([['a', 'Alpha']]) }),
]
const row = {
  ...aRow(0),
  cells: {
    [providerField('note')]: 'one\ttwo\n"three" | four\\',
    [providerField('amount')]: 12_304.5,
    [providerField('stage')]: ['a', 'b'],
  },
}
const copied = (format: CopyFormat, count = 1, of = fields): string =>
  copyTextOf(
    format,
    Array.from({ length: count }, () => row),
    of,
    words,
  )

describe('rows for the clipboard', () => {
  it('are cells that a spreadsheet reads back, with no tab or line of a value between them', () => {
    expect(copied('tsv')).toBe('Contact 0\t"one\ttwo\n""three"" | four\\"\t12304.5\tAlpha, b')
  })

  it('have a line of headings once there are several', () => {
    const [heading] = copied('tsv', 2, [name]).split('\n')
    expect(heading).toBe('Name')
    expect(copied('tsv', 2, [name]).split('\n')).toHaveLength(3)
    expect(copied('tsv', 1, [name])).toBe('Contact 0')
  })

  it('are no formulas for a spreadsheet, and phone numbers and numbers stay as they are', () => {
    const of = ['=1+1', '@x', '+cmd', "-2+cmd|'/c'!A0", '\tx', '+1 555 010 0199'].map((text, index) => {
      row.cells[providerField(`f${String(index)}`)] = text
      return field(`f${String(index)}`, { label: text })
    })
    const cells = "'=1+1\t'@x\t'+cmd\t'-2+cmd|'/c'!A0\t\"'\tx\"\t+1 555 010 0199"
    expect(copied('tsv', 2, of).split('\n')).toEqual([cells, cells, cells])
  })

  it('are a table in Markdown that no value breaks', () => {
    expect(copied('markdown').split('\n')).toEqual([
      '| Name | Note | Amount | Stage |',
      '| --- | --- | --- | --- |',
      '| Contact 0 | one\ttwo "three" \\| four\\\\ | 12304.5 | Alpha, b |',
    ])
  })

  it('are objects in JSON by the names of the columns, values as they are, no column lost to another', () => {
    const twice = [...fields, field('other', { label: 'Note' })]
    expect(JSON.parse(copied('json', 1, twice))).toEqual([
      {
        Name: 'Contact 0',
        Note: 'one\ttwo\n"three" | four\\',
        Amount: 12_304.5,
        Stage: ['Alpha', 'b'],
        'Note (2)': null,
      },
    ])
  })
})
