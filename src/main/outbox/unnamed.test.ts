import { describe, expect, it } from 'vitest'
import type { NeedReason } from '../../shared/model/change.ts'
import { itemKeySchema } from '../../shared/model/item.ts'
import { made } from './test-support/made-changes.ts'
import { unnamed } from './unnamed.ts'

const [ada, bo] = [itemKeySchema.parse('hubspot:a:contact:1'), itemKeySchema.parse('hubspot:a:contact:2')]
const erased = new Set([ada])

describe('R42: a change that says something of a contact which was deleted for good', () => {
  it('says it no more of the one that a merge took in', () => {
    const merge = made({
      kind: 'merge',
      name: 'Cy',
      otherKey: ada,
      otherName: 'Ada',
      otherBase: { phone: '1' },
    })
    expect(JSON.stringify(unnamed(merge, erased))).not.toContain('Ada')
    expect(unnamed(merge, erased)).toMatchObject({ id: merge.id, otherKey: ada, otherBase: null })
    expect(unnamed({ ...merge, otherKey: bo }, erased)).toBeNull()
  })

  it.each<NeedReason>([
    { kind: 'already-exists', existingKey: ada, existingName: 'Ada' },
    { kind: 'merged-there', currentKey: ada, currentName: 'Ada' },
    {
      kind: 'outcome-unknown',
      candidates: [
        { key: ada, name: 'Ada' },
        { key: bo, name: 'Bo' },
      ],
    },
  ])('says it no more as the reason for which it waits ($kind)', (reason) => {
    const change = made({ state: 'needs-you', name: 'Cy', reason })
    expect(JSON.stringify(unnamed(change, erased))).not.toContain('Ada')
    expect(unnamed(change, erased)?.reason?.kind).toBe(reason.kind)
    expect(unnamed(change, new Set())).toBeNull()
  })
})
