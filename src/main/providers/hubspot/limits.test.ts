import { describe, expect, it } from 'vitest'
import { rateLimits } from './limits.ts'

const classOf = (method: string, path: string) =>
  rateLimits.classesOf({ method, path: path.split('/') }).map(({ name }) => name)

describe('what HubSpot counts together', () => {
  it.each([
    ['GET', 'crm/objects/2026-09/contacts', 'calls'],
    ['POST', 'crm/objects/2026-09/contacts', 'calls'],
    ['POST', 'crm/objects/2026-09/contacts/batch/read', 'calls'],
    ['POST', 'crm/objects/2026-09/contacts/search', 'searches'],
    ['POST', 'crm/objects/2026-09/0-3/search', 'searches'],
    ['GET', 'crm/objects/2026-09/contacts/search', 'calls'],
    ['POST', 'crm/associations/2026-09/contacts/companies/batch/read', 'associations'],
    ['POST', 'crm/associations/2026-09/contacts/companies/batch/create', 'calls'],
    ['GET', 'account-info/2026-09/details', 'calls'],
  ])('%s /%s is one of %s', (method, path, name) => {
    expect(classOf(method, path)).toEqual([name])
  })

  const headers = (max: string, remaining: string, interval: string) =>
    rateLimits.readWindow?.({
      'x-hubspot-ratelimit-max': max,
      'x-hubspot-ratelimit-remaining': remaining,
      'x-hubspot-ratelimit-interval-milliseconds': interval,
    })

  it('is told by the headers of a reply', () => {
    expect(headers('190', '188', '10000')).toEqual({ max: 190, remaining: 188, intervalMs: 10_000 })
    expect(headers('190', 'some', '10000')).toEqual({ max: 190, remaining: null, intervalMs: 10_000 })
    expect(headers('190', '191', '10000')).toMatchObject({ remaining: null })
  })

  it.each([
    ['0', '0', '10000'],
    ['', '', ''],
    ['-110', '1', '10000'],
    ['1e9', '1', '10000'],
    ['99999999', '1', '10000'],
    ['110', '1', '0'],
    ['110', '1', '99999999'],
  ])('is not told by the headers %j, %j, %j', (...odd) => {
    expect(headers(...odd)).toBeNull()
    expect(rateLimits.readWindow?.({})).toBeNull()
  })

  it('stops where a refusal says, and whole while the account is moved', () => {
    const also = (status: number, body: unknown) => {
      const classes = rateLimits.alsoRefused?.({ status, body })
      return classes === 'all' ? classes : classes?.map(({ name }) => name)
    }
    expect(also(429, { policyName: 'SECONDLY' })).toEqual(['searches'])
    expect(also(429, { policyName: 'TEN_SECONDLY_ROLLING' })).toEqual(['calls'])
    expect(also(429, { policyName: 'constructor' })).toEqual([])
    expect(also(429, null)).toEqual([])
    expect(also(477, null)).toBe('all')
  })

  it('is all of the day’s calls', () => {
    expect(rateLimits.quotaOf?.({ method: 'POST', path: ['crm'] })).toBe('day')
  })
})
