import { describe, expect, it } from 'vitest'
import { classOfStandardCode, isPassingStatus, own, refusalCode } from './refusal-codes.ts'

describe('a code of a refusal', () => {
  it.each(['invalid_grant', 'A', 'x'.repeat(60)])('is one: %s', (code) => {
    expect(refusalCode.parse(code)).toBe(code)
  })

  it.each(['', 'x'.repeat(61), 'two words', 'ümlaut', 'invalid_grant\n', '7', 7, null, {}])(
    'is left out where it could be anything: %j',
    (code) => {
      expect(refusalCode.parse(code)).toBeUndefined()
    },
  )

  it.each([
    ['invalid_grant', 'revoked'],
    ['access_denied', 'revoked'],
    ['invalid_client', 'client'],
    ['unauthorized_client', 'client'],
    ['unsupported_grant_type', 'client'],
    ['invalid_scope', 'client'],
    ['invalid_request', 'client'],
    ['made_up', undefined],
    ['constructor', undefined],
    [undefined, undefined],
  ])('%s means %s', (code, expected) => {
    expect(classOfStandardCode(code)).toBe(expected)
  })

  it('is looked up among the table’s own entries', () => {
    expect(own({ a: 1 }, 'a')).toBe(1)
    expect(own({ a: 1 }, 'toString')).toBeUndefined()
    expect(own({ a: 1, undefined: 2 }, undefined)).toBeUndefined()
  })
})

it.each([
  [500, true],
  [503, true],
  [599, true],
  [408, true],
  [429, true],
  [499, false],
  [400, false],
  [401, false],
  [407, false],
  [428, false],
])('a service that answers %i may answer otherwise later: %s', (status, expected) => {
  expect(isPassingStatus(status)).toBe(expected)
})
