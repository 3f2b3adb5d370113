import { expect, it } from 'vitest'
import { providers } from '../providers/registry.ts'
import { shownBy } from './shown-by.ts'

const contacts = providers.flatMap((provider) => provider.contacts ?? [])[0]
const shown = (under: Record<string, string>, values: Record<string, string>) =>
  contacts === undefined ? undefined : shownBy(contacts, under, values)

it('names the columns that an edit decides, also where they show the same by now', () => {
  const under = { firstname: 'Ada', lastname: 'Lovelace', phone: '+44 1', company: 'Engines' }
  expect(shown(under, { phone: '+44 1' })).toEqual({ phone: '+44 1' })
  expect(shown(under, { phone: '', lastname: 'King' })).toEqual({ phone: null, name: 'Ada King' })
  expect(shown(under, { mobilephone: '+44 2', city: 'London' })).toEqual({})
  expect(shown(under, { company: 'A'.repeat(60_000) })).toHaveProperty('organisation')
  expect(shown(under, { firstname: '', lastname: '' })).toEqual({})
})
