import { expect, it } from 'vitest'
import { contactFieldNameSchema, valueIn } from './contact.ts'

it('knows no value that only every object has', () => {
  expect(valueIn({ email: 'a@b.example' }, 'email')).toBe('a@b.example')
  for (const name of ['constructor', 'toString', 'phone']) expect(valueIn({}, name)).toBe('')
})

it('R28: takes no field name that would be two names, a prototype or half a character', () => {
  const isName = (name: string): boolean => contactFieldNameSchema.safeParse(name).success
  for (const name of ['', 'a b', 'a,b', '__proto__', 'a\ud800', 'a'.repeat(201)])
    expect(isName(name)).toBe(false)
  for (const name of ['email', 'constructor', 'größe']) expect(isName(name)).toBe(true)
})
