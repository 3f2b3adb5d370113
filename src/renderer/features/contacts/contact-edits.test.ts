import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aField } from '../../test-support/fake-contact-form.ts'
import {
  changesOf,
  draftContent,
  type Edits,
  editsOf,
  noEdits,
  rebased,
  withEdit,
  wholeContact,
} from './contact-edits.ts'

const names = ['email', 'phone', 'constructor']
const fields = names.map((name) => aField(name))
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const someValues = fc.record({ email: text, phone: text, constructor: text })

const typed = (held: Record<string, string>, values: Record<string, string>): Edits =>
  Object.entries(values).reduce<Edits>(
    (edits, [name, value]) => withEdit(edits, name, value, Object.hasOwn(held, name) ? held[name]! : ''),
    noEdits,
  )

describe('changesOf', () => {
  it('names only what differs, with what was held when typing began', () => {
    const held = { email: 'ada@example.com', phone: '1' }
    expect(changesOf(fields, typed(held, { email: 'ada@example.com', phone: '2' }), held)).toEqual({
      values: { phone: '2' },
      base: { phone: '1' },
    })
  })

  it('clears a field with an empty text, and calls a space at the end no change', () => {
    const held = { email: 'ada@example.com', phone: '1 ' }
    expect(changesOf(fields, typed(held, { email: '   ' }), held).values).toEqual({ email: '' })
    expect(changesOf(fields, typed(held, { email: 'ada@example.com ', phone: '1' }), held).values).toEqual({})
  })

  it('never sends what only the provider sets', () => {
    const locked = [aField('phone', { readOnly: 'calculated' })]
    expect(changesOf(locked, typed({}, { phone: '1' }), {}).values).toEqual({})
    expect(wholeContact(locked, typed({}, { phone: '1' }), {})).toEqual({})
  })

  it('leads from what is held to what was typed, for any texts', () => {
    fc.assert(
      fc.property(someValues, someValues, (held, wanted) => {
        const { values } = changesOf(fields, typed(held, wanted), held)
        const result: Record<string, string> = { ...held, ...values }
        for (const name of names) {
          expect(result[name]!.trim()).toBe((wanted as Record<string, string>)[name]!.trim())
        }
      }),
    )
  })
})

describe('drafts', () => {
  it('come back as they were typed, spaces included (U1)', () => {
    fc.assert(
      fc.property(someValues, someValues, (held, wanted) => {
        const edits = typed(held, wanted)
        const again = editsOf(draftContent(edits, held))
        for (const [name, edit] of again) expect(edit).toEqual(edits.get(name))
        expect(draftContent(again, held)).toEqual(draftContent(edits, held))
      }),
    )
  })

  it('hold no half of a character, and nothing where nothing differs', () => {
    expect(draftContent(typed({}, { phone: 'a\ud83d' }), {})?.values).toEqual({ phone: 'a\ufffd' })
    expect(draftContent(typed({ phone: '1' }, { phone: '1' }), { phone: '1' })).toBeNull()
  })
})

describe('the base of an edit', () => {
  it('stays what it was when typing began, until somebody stays with what was typed', () => {
    const begun = withEdit(noEdits, 'phone', '12', '1')
    const moved = withEdit(begun, 'phone', '123', '9')
    expect(moved.get('phone')).toEqual({ value: '123', base: '1' })
    expect(rebased(moved, 'phone', '9').get('phone')).toEqual({ value: '123', base: '9' })
  })

  it('begins anew where nothing different stood in the field', () => {
    const undone = withEdit(withEdit(noEdits, 'phone', '12', '1'), 'phone', '9', '9')
    expect(withEdit(undone, 'phone', '95', '9').get('phone')).toEqual({ value: '95', base: '9' })
  })
})
