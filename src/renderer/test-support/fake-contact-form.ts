import type { ContactForm, FormField } from '../../shared/model/contact.ts'

export const aField = (name: string, overrides: Partial<FormField> = {}): FormField => ({
  name,
  label: name,
  group: null,
  kind: 'text',
  options: [],
  isMain: false,
  isRequired: false,
  isUnique: false,
  readOnly: null,
  ...overrides,
})

export const options = (...labels: readonly string[]): FormField['options'] =>
  labels.map((label) => ({ value: label.toLowerCase().replaceAll(' ', '-'), label, isHidden: false }))

/** A field of each kind, under two headings. */
export const aContactForm = (overrides: Partial<ContactForm> = {}): ContactForm => ({
  fields: [
    aField('email', { label: 'E-mail', kind: 'email', isMain: true, isUnique: true }),
    aField('firstname', { label: 'First name', isMain: true }),
    aField('lastname', { label: 'Last name', isMain: true }),
    aField('phone', { label: 'Phone', kind: 'phone', isMain: true }),
    aField('company', { label: 'Company', isMain: true }),
    aField('owner', {
      label: 'Owner',
      kind: 'choice',
      options: [...options('Ana Ruiz', 'Bo Chen'), { value: 'gone', label: 'Old Owner', isHidden: true }],
      isMain: true,
    }),
    aField('stage', { label: 'Stage', kind: 'choice', options: options('Lead', 'Customer'), group: 'Sales' }),
    aField('topics', {
      label: 'Topics',
      kind: 'choices',
      options: options('Boats', 'Ropes', 'Charts'),
      group: 'Sales',
    }),
    aField('newsletter', { label: 'Newsletter', kind: 'flag', group: 'Sales' }),
    aField('score', { label: 'Score', kind: 'number', group: 'Sales' }),
    aField('visits', { label: 'Visits', kind: 'number', group: 'Sales', readOnly: 'calculated' }),
    aField('birthday', { label: 'Birthday', kind: 'date', group: 'Person' }),
    aField('met', { label: 'Last met', kind: 'time', group: 'Person' }),
    aField('notes', { label: 'Notes', kind: 'long-text', group: 'Person' }),
    aField('site', { label: 'Web site', kind: 'address', group: 'Person' }),
  ],
  needsOneOf: ['email', 'firstname', 'lastname'],
  ...overrides,
})
