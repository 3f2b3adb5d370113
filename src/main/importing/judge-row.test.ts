import { describe, expect, it } from 'vitest'
import type { ContactForm, FormField } from '../../shared/model/contact.ts'
import { formulaSafe } from '../../shared/formula-safe.ts'
import { hostileTexts } from '../../../tests/support/hostile-texts.ts'
import { guessMapping } from './guess-mapping.ts'
import { judging, whyNotCreated } from './judge-row.ts'

const field = (name: string, kind: FormField['kind'], rest: Partial<FormField> = {}): FormField => ({
  ...{ name, kind, label: name, group: null, options: [], isMain: false },
  ...{ isRequired: false, isUnique: false, readOnly: null },
  ...rest,
})
const options = [
  { value: 'lead', label: 'Lead', isHidden: false },
  { value: 'customer', label: 'Paying customer', isHidden: false },
]
const form: ContactForm = {
  needsOneOf: ['email', 'firstname'],
  fields: [
    field('email', 'email', { label: 'Email' }),
    field('firstname', 'text', { label: 'First Name' }),
    field('age', 'number'),
    field('born', 'date'),
    field('seen', 'time'),
    field('vip', 'flag'),
    field('stage', 'choice', { options, label: 'Lifecycle Stage' }),
    field('kinds', 'choices', { options }),
    field('hs_object_id', 'number', { readOnly: 'set-by-provider', label: 'Record ID' }),
  ],
}
const names = ['email', 'firstname', 'age', 'born', 'seen', 'vip', 'stage', 'kinds']
const choice = { existing: 'update', withoutEmail: 'skip', isFormulaSafe: true } as const
const judge = () => judging(form, { ...choice, mapping: names })
const row = (values: Record<string, string>): string[] => names.map((name) => values[name] ?? '')
const email = 'ada@example.org'

describe('a row of a file', () => {
  it('58: sets what its cells say, as the provider writes it', () => {
    const cells = {
      age: '41',
      born: '1815-12-10',
      seen: '2026-01-02T03:04:05Z',
      vip: 'Ja',
      stage: 'paying CUSTOMER',
      kinds: 'Lead; customer',
    }
    expect(judge()(row({ email: ' Ada@Example.org ', firstname: 'Ada', ...cells }))).toEqual({
      email,
      values: {
        ...{ email: 'Ada@Example.org', firstname: 'Ada', age: '41', born: '1815-12-10' },
        ...{ seen: '2026-01-02T03:04:05Z', vip: 'true', stage: 'customer', kinds: 'lead;customer' },
      },
    })
  })

  it.each([
    ['invalid-email', { email: 'ada@example' }],
    ['invalid-number', { email, age: 'forty' }],
    ['invalid-date', { email, born: '10.12.1815' }],
    ['invalid-date', { email, born: '1815-13-41' }],
    ['invalid-date', { email, seen: 'yesterday' }],
    ['invalid-flag', { email, vip: 'maybe' }],
    ['unknown-option', { email, stage: 'prospect' }],
    ['unknown-option', { email, kinds: 'lead;prospect' }],
    ['too-long', { email, firstname: 'x'.repeat(65_537) }],
    ['missing-email', { firstname: 'Ada' }],
    ['empty-row', {}],
  ] as const)('58: is skipped as %s', (reason, values) => {
    expect(judge()(row(values))).toMatchObject({ reason })
  })

  it('58: is skipped where an earlier one has its address, or it has more cells than the head', () => {
    const one = judge()
    expect(one(row({ email }))).toMatchObject({ email })
    expect(one(row({ email: 'ADA@example.org' }))).toEqual({ reason: 'duplicate-email', column: 0 })
    expect(one([...row({ email: 'b@example.org' }), '', 'more'])).toMatchObject({ reason: 'too-many-cells' })
    expect(one([...row({ email: 'c@example.org' }), ''])).toMatchObject({ email: 'c@example.org' })
  })

  it('58: gives every hostile text back that was made safe for spreadsheets', () => {
    const one = judging(form, { ...choice, withoutEmail: 'create', mapping: names })
    for (const text of Object.values(hostileTexts).filter(
      (each) => each.isWellFormed() && each.length < 65_000,
    )) {
      expect(one(row({ firstname: formulaSafe(text) }))).toEqual({ email: null, values: { firstname: text } })
    }
    const plain = judging(form, { ...choice, isFormulaSafe: false, mapping: names })
    expect(plain(row({ email, firstname: "'=1" }))).toMatchObject({ values: { firstname: "'=1" } })
  })

  it('58: makes no contact where there is too little, or less than the account wants', () => {
    expect(whyNotCreated(form, { age: '4' })).toBe('too-little')
    expect(whyNotCreated(form, { firstname: 'Ada' })).toBeNull()
    const strict = { ...form, fields: form.fields.map((one) => ({ ...one, isRequired: one.name === 'age' })) }
    expect(whyNotCreated(strict, { firstname: 'Ada' })).toBe('missing-required')
  })
})

describe('the columns of a file', () => {
  it('58: are known by name, label, both, or what others call them; none twice, and none that nobody can set', () => {
    const heads = [
      'E-Mail-Adresse',
      'Vorname',
      'lifecycle stage',
      'Age (age)',
      'Record ID',
      'Born',
      'mail',
      'x',
    ]
    expect(guessMapping(heads, form.fields)).toEqual([
      ...['email', 'firstname', 'stage', 'age', null, 'born', null, null],
    ])
  })
})
