import { describe, expect, it } from 'vitest'
import { providers } from './registry.ts'
import { describeProvider } from './test-support/describe-provider.ts'
import { sandboxFixtures } from './test-support/sandbox-fixtures.ts'

const fixtures = sandboxFixtures((address, init) => fetch(address, init))

describe('the registry', () => {
  it('names each provider once, and each has a service to be held against', () => {
    const ids = providers.map(({ descriptor }) => descriptor.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(Object.keys(fixtures).toSorted())
  })

  it('gives every redirect address to one provider alone', () => {
    const addresses = providers.flatMap(({ descriptor }) => descriptor.redirectUris)
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})

// Every provider of the registry, against the sandbox's service of the same id.
for (const own of providers) {
  const fixture = fixtures[own.descriptor.id]
  if (fixture !== undefined) describeProvider(own, fixture)
}
