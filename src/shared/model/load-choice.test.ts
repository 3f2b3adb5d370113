import { describe, expect, it } from 'vitest'
import { wantedBy } from './load-choice.ts'

const contacts = { name: 'contact', container: null, isOptIn: false }
const base = { name: 'Marketing', label: 'Marketing' }
const tables = { name: 'table:Marketing', container: base, isOptIn: false }
const records = { name: 'records:Marketing/Leads', container: base, isOptIn: true }
const namesOf = (choice: { excluded?: string[]; included?: string[] }): string[] =>
  [contacts, tables, records]
    .filter(wantedBy({ excluded: [], included: [], ...choice }))
    .map(({ name }) => name)

describe('what a choice wants to be loaded', () => {
  it('is everything but what is loaded only when asked for', () => {
    expect(namesOf({})).toEqual([contacts.name, tables.name])
    expect(namesOf({ included: [records.name] })).toEqual([contacts.name, tables.name, records.name])
  })

  it('is nothing that was left out, by itself or with what it stands in', () => {
    expect(namesOf({ excluded: [contacts.name] })).toEqual([tables.name])
    expect(namesOf({ excluded: [base.name], included: [records.name] })).toEqual([contacts.name])
  })
})
