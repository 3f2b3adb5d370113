import { describe, expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import type { SavedContact } from '../providers/provider.ts'
import { ended } from './change.ts'
import { removalsOver } from './removals-over.ts'
import { made } from './test-support/made-changes.ts'

const [ada, bo] = [itemKeySchema.parse('hubspot:a:contact:1'), itemKeySchema.parse('hubspot:a:contact:2')]
const savedOf = (key: typeof ada) =>
  ({ contact: { key } }) as unknown as SavedContact & { contact: { key: typeof ada } }
type Settled = Parameters<typeof removalsOver>[1]
const settled = (changes: Settled['changes'], ...keys: (typeof ada)[]): Settled => ({
  changes,
  saved: keys.map(savedOf),
})
const sent = ended(made({ key: ada, values: { phone: '2', city: 'Bonn' } }), 'sent', 5)

describe('a removal that was asked for while an edit of the record waited', () => {
  it('is held against what the edit has set, too', () => {
    const removal = made({ key: ada, kind: 'delete', values: {}, base: { phone: '1', fax: '3' } })
    expect(removalsOver([removal], settled([sent], ada))).toEqual([
      { ...removal, base: { phone: '2', fax: '3', city: 'Bonn' } },
    ])
  })

  it('of the record that a merge takes in is held against it in the other base', () => {
    const merge = made({
      key: bo,
      kind: 'merge',
      otherKey: ada,
      base: { phone: '9' },
      otherBase: { phone: '1' },
    })
    expect(removalsOver([merge], settled([sent], ada))).toEqual([
      { ...merge, otherBase: { phone: '2', city: 'Bonn' } },
    ])
    expect(removalsOver([{ ...merge, otherBase: null }], settled([sent], ada))).toEqual([
      { ...merge, otherBase: {} },
    ])
  })

  it('is compared with nothing where nothing was seen', () => {
    const removal = made({ key: ada, kind: 'erase', values: {}, base: {} })
    expect(removalsOver([removal], settled([sent], ada))).toEqual([removal])
  })

  it.each([
    ['another record', made({ key: bo, kind: 'delete', values: {}, base: { phone: '1' } }), sent],
    ['an edit', made({ key: ada, base: { phone: '1' } }), sent],
    ['a creation', made({ key: ada, kind: 'create' }), sent],
    [
      'an edit that is not over',
      made({ key: ada, kind: 'delete', base: { phone: '1' } }),
      made({ key: ada }),
    ],
    [
      'something sent that is no edit',
      made({ key: ada, kind: 'delete', base: { phone: '1' } }),
      ended(made({ key: ada, kind: 'create' }), 'sent', 5),
    ],
    [
      'an edit of another record',
      made({ key: ada, kind: 'delete', base: { phone: '1' } }),
      ended(made({ key: bo }), 'sent', 5),
    ],
  ])('does not change with %s', (_what, open, over) => {
    expect(removalsOver([open], settled([over], ada))).toEqual([])
  })

  it('does not change where nothing was saved', () => {
    const removal = made({ key: ada, kind: 'delete', values: {}, base: { phone: '1' } })
    expect(removalsOver([removal], { changes: [sent] })).toEqual([])
  })
})
