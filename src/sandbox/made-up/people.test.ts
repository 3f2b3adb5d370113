import { describe, expect, it } from 'vitest'
import { KNOWN_PEOPLE } from './known-people.ts'
import { NAME_GROUPS, slugOf } from './names.ts'
import { createPeople } from './people.ts'

describe('the lists of names', () => {
  it('hold every last name in one group only, so that an address leads back to one person', () => {
    const slugs = NAME_GROUPS.flatMap((group) => group.lasts.map((last) => last.slug))
    expect(slugs.filter((slug, at) => slugs.indexOf(slug) !== at)).toEqual([])
  })

  it('hold every first name once in its group', () => {
    for (const { firsts } of NAME_GROUPS)
      expect(new Set(firsts.map((first) => first.slug)).size).toBe(firsts.length)
  })

  it('can all be spelt in an address', () => {
    const slugs = NAME_GROUPS.flatMap(({ firsts, lasts }) => [...firsts, ...lasts].map((name) => name.slug))
    expect(slugs.filter((slug) => !/^[a-z]+$/.test(slug))).toEqual([])
  })

  it.each([
    ['Søren O’Rourke', 'sorenorourke'],
    ['Weiß', 'weiss'],
    ['Łukasz', 'lukasz'],
    ['Ìfẹ́olúwa', 'ifeoluwa'],
    ['Quiñones', 'quinones'],
  ])('spells %s as %s', (written, slug) => {
    expect(slugOf(written)).toBe(slug)
  })
})

describe('made-up people', () => {
  const people = createPeople(1)

  it('have mailboxes that differ and lead back to them, also beyond the last fresh pair of names', () => {
    const mailboxes = new Set<string>()
    for (let position = 0; position < 25_000; position++) {
      const { mailbox } = people.personAt(position)
      mailboxes.add(mailbox)
      if (people.positionOf(mailbox) !== position) expect.fail(`${mailbox} does not lead back to ${position}`)
    }
    expect(mailboxes.size).toBe(25_000)
  })

  it.each([
    'nobody.atall',
    'ada',
    '',
    'emma',
    'emma.whitaker1',
    'emma.whitaker0',
    'emma.whitaker02',
    'a.b.c',
  ])('are not found under %j', (mailbox) => {
    expect(people.positionOf(mailbox)).toBeUndefined()
  })

  it('write in several scripts', () => {
    const names = Array.from({ length: 9_000 }, (_, at) => people.personAt(at)).map(
      ({ first, last }) => first + last,
    )
    for (const script of [
      /\p{sc=Han}/u,
      /\p{sc=Cyrillic}/u,
      /\p{sc=Arabic}/u,
      /\p{sc=Greek}/u,
      /\p{sc=Devanagari}/u,
      /\p{sc=Hangul}/u,
    ]) {
      expect(names.some((name) => script.test(name))).toBe(true)
    }
  })
})

describe('the known people', () => {
  it('have addresses at domains that are reserved for examples', () => {
    for (const { email } of KNOWN_PEOPLE)
      expect(email).toMatch(/^[a-z.]+@[a-z.]*(\.example|\bexample\.(com|org|net))$/)
  })
})
