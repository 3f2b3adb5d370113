import { fillDigits } from '../../random.ts'
import { REGIONS } from '../../made-up/regions.ts'
import type { TableSpec } from '../table-spec.ts'
import { maybe } from './making.ts'
import { noteFor, oddOr } from './oddities.ts'

export const COMPANIES: TableSpec = {
  key: 'companies',
  name: 'Companies',
  description: 'Everybody we sell to, or would like to.',
  share: 100,
  fields: [
    { key: 'name', name: 'Name', type: 'singleLineText' },
    { key: 'website', name: 'Website', type: 'url' },
    { key: 'industry', name: 'Industry', type: 'singleLineText' },
    { key: 'employees', name: 'Employees', type: 'number', options: { precision: 0 } },
    { key: 'city', name: 'City', type: 'singleLineText' },
    { key: 'phone', name: 'Phone', type: 'phoneNumber' },
    { key: 'notes', name: 'Notes', type: 'richText' },
    { key: 'edited', name: 'Last modified', type: 'lastModifiedTime' },
  ],
  views: [
    { key: 'grid', name: 'Grid view', type: 'grid' },
    {
      key: 'large',
      name: 'Large companies',
      type: 'grid',
      where: '{Employees} >= 1000',
      shows: ['name', 'employees'],
    },
  ],
  make: ({ index, random, company: makeCompany }) => {
    const company = makeCompany()
    return {
      name: oddOr(index, company.name),
      website: maybe(random, 0.8, `https://${company.domain}`),
      industry: company.industry,
      employees: maybe(random, 0.7, company.employees),
      city: company.city,
      phone: maybe(random, 0.5, company.phone),
      notes: noteFor(index, random),
    }
  },
}

export const PEOPLE: TableSpec = {
  key: 'people',
  name: 'People',
  share: 260,
  fields: [
    { key: 'name', name: 'Name', type: 'singleLineText' },
    { key: 'email', name: 'Email', type: 'email' },
    { key: 'mobile', name: 'Mobile', type: 'phoneNumber' },
    {
      key: 'company',
      name: 'Company',
      type: 'multipleRecordLinks',
      linkTo: 'companies',
      options: { prefersSingleRecordLink: true },
    },
    {
      key: 'industry',
      name: 'Industry (from Company)',
      type: 'multipleLookupValues',
      via: 'company',
      shows: 'industry',
    },
    {
      key: 'tags',
      name: 'Tags',
      type: 'multipleSelects',
      choices: ['Newsletter', 'VIP', 'Press', 'Supplier', '<b>bold</b>'],
    },
    { key: 'consent', name: 'Consent', type: 'checkbox', options: { icon: 'check', color: 'greenBright' } },
    { key: 'label', name: 'Label', type: 'formula', formula: '{name} & " <" & {email} & ">"' },
    { key: 'notes', name: 'Notes', type: 'multilineText' },
    { key: 'edited', name: 'Last modified', type: 'lastModifiedTime' },
  ],
  views: [
    { key: 'grid', name: 'Grid view', type: 'grid' },
    {
      key: 'vip',
      name: 'VIPs',
      type: 'grid',
      where: 'FIND("VIP", {Tags})',
      sort: [{ field: 'name', direction: 'asc' }],
    },
    { key: 'signup', name: 'Sign-up form', type: 'form' },
  ],
  make: ({ index, random, person: makePerson, link }) => {
    const person = makePerson()
    return {
      name: oddOr(index, `${person.first} ${person.last}`),
      email: maybe(random, 0.9, `${person.mailbox}@example.com`),
      mobile: maybe(random, 0.4, fillDigits(random, REGIONS[person.region].mobile)),
      company: maybe(random, 0.8, link('companies')),
      tags: ['Newsletter', 'VIP', 'Press', 'Supplier', '<b>bold</b>'].filter(() => random() < 0.2),
      consent: random() < 0.6,
      notes: noteFor(index, random),
    }
  },
}
