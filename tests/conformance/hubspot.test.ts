import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeAssociations } from './hubspot/associations.ts'
import { startAtHubSpot, type AtHubSpot } from './hubspot/at-hubspot.ts'
import { describeBatches } from './hubspot/batches.ts'
import { describeErrors } from './hubspot/errors.ts'
import { describeMetadata } from './hubspot/metadata.ts'
import { describeRecords } from './hubspot/records.ts'
import { describeSearch } from './hubspot/search.ts'
import { describeTokens } from './hubspot/tokens.ts'
import { answeredPairs } from './pairs.ts'

let started: AtHubSpot
beforeAll(async () => {
  started = await startAtHubSpot()
})
afterAll(() => started.sandbox.close())
const at = (): AtHubSpot => started

describeRecords(at)
describeBatches(at)
describeMetadata(at)
describeAssociations(at)
describeSearch(at)
describeTokens(at)
describeErrors(at)

it('HubSpot’s client was answered at least 25 different calls', () => {
  const pairs = answeredPairs(started.sandbox.requests, 'hubspot')
  expect(pairs.length, pairs.join('\n')).toBeGreaterThanOrEqual(25)
})
