import { describe, expect, it } from 'vitest'
import { createFaults, parseFaults, type Fault } from './faults.ts'

const contacts = '/crm/objects/2026-09/contacts'
const anyCall = { service: 'hubspot', method: 'GET', target: '/' } as const

/** Which of the calls, counted from 1, a fault spoils. */
function spoilt(fault: Fault, calls: number, target = contacts, method = 'GET'): number[] {
  const faults = createFaults([fault])
  return Array.from({ length: calls }, (_, at) => at + 1).filter(
    () => faults.take({ service: 'hubspot', method, target }) !== undefined,
  )
}

describe('the list of faults', () => {
  it('spoils every matching call when nothing narrows it', () => {
    expect(spoilt({ path: contacts, status: 500 }, 3)).toEqual([1, 2, 3])
  })

  it('spoils only the nth matching call', () => {
    expect(spoilt({ path: contacts, nth: 2, status: 500 }, 4)).toEqual([2])
  })

  it('spoils a range of calls, both ends included', () => {
    expect(spoilt({ path: contacts, nth: [2, 3], status: 500 }, 5)).toEqual([2, 3])
  })

  it('stops after so many times', () => {
    expect(spoilt({ path: contacts, times: 2, status: 500 }, 5)).toEqual([1, 2])
  })

  it('takes a path that begins with a slash as a prefix of path and query', () => {
    expect(spoilt({ path: '/crm/objects', status: 500 }, 1, `${contacts}?limit=100`)).toEqual([1])
    expect(spoilt({ path: '/objects', status: 500 }, 1)).toEqual([])
  })

  it('takes any other path as a regular expression', () => {
    expect(
      spoilt({ path: 'contacts\\?.*after=', status: 500 }, 1, `${contacts}?limit=100&after=151`),
    ).toEqual([1])
    expect(spoilt({ path: 'contacts$', status: 500 }, 1, `${contacts}/9`)).toEqual([])
  })

  it('looks at the method when one is named, in whatever case', () => {
    expect(spoilt({ path: '/', method: 'post', status: 500 }, 1, contacts, 'POST')).toEqual([1])
    expect(spoilt({ path: '/', method: 'POST', status: 500 }, 1)).toEqual([])
  })

  it('counts for each fault by itself, and lets the first one that is due act', () => {
    const faults = createFaults([
      { path: contacts, nth: 2, status: 429 },
      { path: '/crm', nth: [1, 3], status: 503 },
    ])
    const statuses = [1, 2, 3, 4].map(
      () => faults.take({ service: 'hubspot', method: 'GET', target: contacts })?.status,
    )
    expect(statuses).toEqual([503, 429, 503, undefined])
  })

  it('starts counting again when it is replaced, and is silent when it is cleared', () => {
    const faults = createFaults([{ path: '/', nth: 1, status: 500 }])
    faults.take(anyCall)
    faults.replace([{ path: '/', nth: 1, status: 502 }])
    expect(faults.take(anyCall)?.status).toBe(502)
    faults.add({ path: '/', status: 504 })
    expect(faults.take(anyCall)?.status).toBe(504)
    faults.clear()
    expect(faults.take(anyCall)).toBeUndefined()
  })

  it('keeps a body of null apart from no body', () => {
    const parsed = parseFaults([{ path: '/', body: null }, { path: '/' }])
    expect(parsed).toEqual({ faults: [{ path: '/', body: null }, { path: '/' }] })
    expect('faults' in parsed && 'body' in (parsed.faults[1] ?? {})).toBe(false)
  })

  it.each<[string, unknown, RegExp]>([
    ['something that is no list', { path: '/' }, /array/],
    ['a fault without a path', [{ status: 500 }], /path/],
    ['an unknown word', [{ path: '/', delay: 5 }], /delay/],
    ['a broken regular expression', [{ path: '([' }], /regular expression/],
    ['a status that is none', [{ path: '/', status: 42 }], /status/],
  ])('refuses %s with a reason', (_, value, reason) => {
    const parsed = parseFaults(value)
    expect('reason' in parsed ? parsed.reason : 'accepted').toMatch(reason)
  })

  it('throws when a test adds a fault that could never act', () => {
    expect(() => createFaults().add({ path: '(' })).toThrow()
  })
})
