import { describe, expect, it } from 'vitest'
import { plainQuery } from '../../../../shared/plain-query.ts'
import { providerField } from '../../../../shared/model/list-field.ts'
import { createFakeClient, installFakeClient } from '../../../test-support/fake-client.ts'
import { anAccount, madeUpItems } from '../../../test-support/fake-state.ts'
import { aListField } from '../test-support/draw-grid.tsx'
import { everythingSelected, nothingSelected, withKeys } from '../selection.ts'
import { columnOf, lookAtOldValues, mostHeld, type OldValues, textOf } from './old-values.ts'

const company = providerField('company')
const items = madeUpItems(anAccount(), 'contact', 1_200).map((item, index) => ({
  ...item,
  name: `Contact ${String(index).padStart(4, '0')}`,
  organisation: index < 700 ? 'Acme' : null,
}))
const look = async (
  chosen: readonly number[] | 'all',
  signal = new AbortController().signal,
  onSeen: (values: OldValues) => void = () => undefined,
) => {
  const fake = createFakeClient({ items })
  installFakeClient(fake)
  const keys = chosen === 'all' ? items.map(({ key }) => key) : chosen.map((index) => items[index]!.key)
  const selected =
    chosen === 'all'
      ? everythingSelected
      : withKeys(
          nothingSelected,
          chosen.map((index) => [items[index]!.key, index] as const),
        )
  const seen: OldValues[] = []
  const query = plainQuery({ type: 'contact' })
  await lookAtOldValues({
    keys: new Set(keys),
    selected,
    query,
    column: company,
    signal,
    onSeen(values) {
      seen.push(values)
      onSeen(values)
    },
  })
  return { fake, seen, last: seen.at(-1)! }
}

describe('what many contacts hold now', () => {
  it('U16 is counted over all that are selected, window by window', async () => {
    const { fake, seen, last } = await look('all')
    expect(Object.fromEntries(last.counts)).toEqual({ Acme: 700, '': 500 })
    expect(seen.map((one) => one.seen)).toEqual([500, 1_000, 1_200])
    expect(last.first).toHaveLength(20)
    expect(fake.inputsOf('items.list')).toMatchObject([
      { columns: [company], offset: 0 },
      { offset: 500 },
      { offset: 1_000 },
    ])
  })

  it('U16 is looked for where the rows were seen last, and no further', async () => {
    const { fake, last } = await look([1_100, 1_101, 3])
    expect(Object.fromEntries(last.counts)).toEqual({ Acme: 1, '': 2 })
    expect(fake.inputsOf('items.list')).toMatchObject([{ offset: 0 }, { offset: 1_000 }])
  })

  it('U16 is asked for no more once somebody cancels', async () => {
    const asking = new AbortController()
    const told: number[] = []
    await expect(
      look('all', asking.signal, ({ seen }) => {
        told.push(seen)
        asking.abort()
      }),
    ).rejects.toThrow()
    expect(told).toEqual([500])
  })

  it('reads as the form writes it, from the column of that very field', () => {
    expect([null, true, 12.5, ['a', 'b'], 'x'].map(textOf)).toEqual(['', 'true', '12.5', 'a;b', 'x'])
    const own = aListField('email', { editsAs: 'email' })
    const theirs = aListField(providerField('email'), { editsAs: 'email' })
    expect(columnOf([own, theirs], 'email')).toBe('field:email')
    expect(columnOf([own], 'email')).toBe('email')
    expect(columnOf([own], 'city')).toBeNull()
  })

  it('shows the values of most contacts, and counts the rest', () => {
    const counts = new Map([
      ['a', 1],
      ['b', 5],
      ['c', 2],
    ])
    expect(mostHeld(counts, 1)).toEqual({ held: [['b', 5]], otherValues: 2, otherContacts: 3 })
  })
})
