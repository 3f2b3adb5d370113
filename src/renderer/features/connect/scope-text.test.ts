import { describe, expect, it } from 'vitest'
import { isSameRequest, readScopes, writeScopes } from './scope-text.ts'

const read = (required: string, optional = '') => readScopes({ required, optional })

describe('an edited list of scopes', () => {
  it('is read from lines and spaces alike, each name once', () => {
    expect(read('a.read\n b.read\tc:write  a.read\n', 'd').request).toEqual({
      required: ['a.read', 'b.read', 'c:write'],
      optional: ['d'],
    })
  })

  it('is written one a line and read back as the same', () => {
    const request = { required: ['a', 'b'], optional: ['c'] }
    expect(writeScopes(request)).toEqual({ required: 'a\nb', optional: 'c' })
    expect(readScopes(writeScopes(request)).request).toEqual(request)
  })

  it.each([
    [' ', '', { field: 'required', kind: 'none', scope: '' }],
    ['a "b"', '', { field: 'required', kind: 'not-a-scope', scope: '"b"' }],
    ['a', 'b\\c', { field: 'optional', kind: 'not-a-scope', scope: 'b\\c' }],
    ['a', 'é', { field: 'optional', kind: 'not-a-scope', scope: 'é' }],
    ['a b', 'b', { field: 'optional', kind: 'in-both', scope: 'b' }],
    [
      Array.from({ length: 61 }, (_, index) => `s${String(index)}`).join(' '),
      '',
      { field: 'required', kind: 'too-many', scope: '' },
    ],
  ])('says what is wrong with %j and %j', (required, optional, problem) => {
    expect(read(required, optional).problem).toEqual(problem)
  })

  it('is the same in another order, and another with one more or less', () => {
    const request = { required: ['a', 'b'], optional: [] }
    expect(isSameRequest(request, { required: ['b', 'a'], optional: [] })).toBe(true)
    expect(isSameRequest(request, { required: ['a'], optional: [] })).toBe(false)
    expect(isSameRequest(request, { required: ['a'], optional: ['b'] })).toBe(false)
    expect(isSameRequest(request, { required: ['a', 'b'], optional: ['c'] })).toBe(false)
  })
})
