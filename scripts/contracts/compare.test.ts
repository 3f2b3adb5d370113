import { describe, expect, it } from 'vitest'
import { compareReports } from './compare.mjs'
import type { Deviation, Report, Violation } from './compare.d.mts'

const violation: Violation = {
  request: 'GET /v1/pages/1a44be12',
  status: 200,
  side: 'response',
  message: 'body.properties.Name: fits none of 20 alternatives',
}
const deviation: Deviation = {
  operation: 'GET /v1/pages/{page_id}',
  status: 200,
  message: 'body.properties.*: fits none of 20 alternatives',
  source: 'the provider’s change log',
}
const report = (...violations: Violation[]): Report => ({
  spec: 'notion',
  exchanges: 1,
  covered: {},
  violations,
})

describe('a report of the checking proxy', () => {
  it('is fine without violations, and with those that are listed', () => {
    expect(compareReports([report()], [])).toEqual([])
    expect(compareReports([report(violation, violation), report()], [deviation])).toEqual([])
  })

  it.each<[string, Partial<Violation>]>([
    ['another operation', { request: 'GET /v1/pages/1a44be12/markdown' }],
    ['another method', { request: 'PATCH /v1/pages/1a44be12' }],
    ['another status', { status: 404 }],
    ['another message', { message: 'body: lacks required id' }],
  ])('fails for a violation that is not listed: %s', (_name, change) => {
    const problems = compareReports([report(violation, { ...violation, ...change })], [deviation])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^not listed: /)
  })

  it('says the same violation once', () => {
    expect(compareReports([report(violation, violation), report(violation)], [])).toHaveLength(1)
  })

  it('fails for an entry that nothing needed', () => {
    expect(compareReports([report()], [deviation])).toEqual([
      'listed and never met: GET /v1/pages/{page_id} -> 200: body.properties.*: fits none of 20 alternatives',
    ])
  })

  it('fails when the proxy stopped counting, whatever is listed', () => {
    const many = (count: number) => report(...Array.from({ length: count }, () => violation))
    expect(compareReports([many(499)], [deviation])).toEqual([])
    expect(compareReports([many(500)], [deviation])).toEqual([
      'notion: 500 violations or more; what came after them is not known',
    ])
  })

  it('fails for an entry without a source', () => {
    expect(compareReports([report(violation)], [{ ...deviation, source: ' ' }])).toHaveLength(1)
  })

  it('fails for more than thirty entries', () => {
    const many = Array.from({ length: 31 }, (_, at) => ({ ...deviation, status: 200 + at }))
    const met = many.map(({ status }) => ({ ...violation, status }))
    expect(compareReports([report(...met.slice(1))], many.slice(1))).toEqual([])
    expect(compareReports([report(...met)], many)).toEqual(['31 deviations are listed; 30 are the most'])
  })
})
