import { describe, expect, it } from 'vitest'
import { keyRoots, untranslated } from './text-keys.mjs'

const roots = keyRoots({
  app: { loading: 'Loading…', status: { offline: 'Offline' } },
  items: { title: 'Items', columns: { name: 'Name' } },
})

describe('untranslated', () => {
  it('finds keys with and without their namespace, alone or among words', () => {
    const texts = ['columns.name', 'app:loading', 'Loaded (status.offline)', 'items:columns.name: 3']
    expect(untranslated(texts, roots)).toEqual(texts)
  })

  it('finds a value that nobody filled in', () => {
    expect(untranslated(['Edit {{name}}'], roots)).toEqual(['Edit {{name}}'])
  })

  it('leaves words, addresses, numbers and rights of a provider alone', () => {
    const texts = [
      'Items',
      'crm.objects.contacts.read',
      'ada@status.example',
      '12.5',
      'See status. Then go on.',
      '4:31',
    ]
    expect(untranslated(texts, roots)).toEqual([])
  })
})
