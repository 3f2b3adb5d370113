import { describe, expect, it } from 'vitest'
import { rateLimits } from './limits.ts'

const of = (path: string) => ({ method: 'GET', path: path.split('/') })

describe('what Airtable counts together', () => {
  it.each([
    ['v0/meta/whoami', ['user'], null],
    ['v0/meta/bases', ['user'], null],
    ['v0/meta/bases/appLkNDICXNqxSDhG/tables', ['appLkNDICXNqxSDhG', 'user'], null],
    ['v0/appLkNDICXNqxSDhG/tbltp8DGLhqbUmjK1', ['appLkNDICXNqxSDhG', 'user'], 'month'],
    ['v0/appLkNDICXNqxSDhG/tbltp8DGLhqbUmjK1/listRecords', ['appLkNDICXNqxSDhG', 'user'], 'month'],
    ['v0/bases/appLkNDICXNqxSDhG/webhooks', ['appLkNDICXNqxSDhG', 'user'], 'month'],
    ['v0/..%2f/x', ['user'], 'month'],
    [`v0/app${'x'.repeat(200)}/x`, ['user'], 'month'],
  ])('%s counts for %j, and for the %s', (path, names, quota) => {
    expect(rateLimits.classesOf(of(path)).map(({ name }) => name)).toEqual(names)
    expect(rateLimits.quotaOf?.(of(path))).toBe(quota)
  })
})
