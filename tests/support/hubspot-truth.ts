import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { ObjectType } from '../../src/sandbox/hubspot/object-types.ts'
import { objectTypes, type CrmType } from '../../src/main/providers/hubspot/object-types.ts'
import type { RunMode } from '../../src/shared/model/feed.ts'
import type { FeedRunner } from './feed-runner.ts'

const sandboxTypes = { contact: 'contacts', company: 'companies', deal: 'deals' } as const satisfies Record<
  CrmType,
  ObjectType
>

/** What HubSpot answers by itself or counts, beside what is stored of a record. */
const automatic = ['createdate', 'lastmodifieddate', 'hs_lastmodifieddate', 'hs_object_id']
const isOwn = (name: string): boolean => !automatic.includes(name) && !name.startsWith('num_associated_')

export type Fields = Record<string, unknown>

/** The records of a type as the sandbox itself has them: what is set, and when it changed, by id. */
export function truthOf(at: FeedRunner, type: CrmType): Map<string, Fields> {
  const records = at.sandbox.hubspot.records[sandboxTypes[type]]
  const truth = new Map<string, Fields>()
  for (let index = 0; index < records.size(); index++) {
    const record = records.isLive(index) ? records.at(index) : undefined
    if (record === undefined) continue
    truth.set(record.id, { ...ownFields(record.properties), modifiedAtMs: record.updatedAtMs })
  }
  return truth
}

/** The same of what is stored. */
export function storedOf(at: FeedRunner, type: CrmType): Map<string, Fields> {
  return new Map(
    [...at.rows(type).values()].map(({ item, record }) => {
      const { properties } = record as { properties: Fields }
      return [item.externalId, { ...ownFields(properties), modifiedAtMs: item.modifiedAtMs }]
    }),
  )
}

/** Runs feeds one after the other; none may fail. */
export async function runWell(at: FeedRunner, mode: RunMode, ...feeds: readonly string[]): Promise<void> {
  for (const feed of feeds) expect((await at.run(feed, mode)).error, feed).toBeNull()
}

/** Everything of a type that is there is here, field for field, and nothing else is. */
export function expectTruth(at: FeedRunner, type: CrmType): void {
  const [truth, stored] = [truthOf(at, type), storedOf(at, type)]
  expect(idsOf(stored)).toEqual(idsOf(truth))
  const wrong = idsOf(truth).filter((id) => !isDeepStrictEqual(stored.get(id), truth.get(id)))
  // One is enough to see what is wrong.
  for (const id of wrong.slice(0, 1)) expect(stored.get(id)).toEqual(truth.get(id))
}

/** Ids in the order of their numbers. */
export const idsOf = (fields: ReadonlyMap<string, Fields>): string[] =>
  [...fields.keys()].toSorted((one, other) => Number(one) - Number(other))

/** How many calls of the sandbox were made whose method and path fit. */
export function callsOf(at: FeedRunner, pattern: RegExp): number {
  return at.sandbox.requests.entries().filter(({ method, target }) => pattern.test(`${method} ${target}`))
    .length
}

export const listCalls = (at: FeedRunner, type: CrmType): number =>
  callsOf(at, new RegExp(`^GET /crm/objects/2026-09/${objectTypes[type].pathName}\\?`))
export const searchCalls = (at: FeedRunner, type: CrmType): number =>
  callsOf(at, new RegExp(`^POST /crm/objects/2026-09/${objectTypes[type].pathName}/search$`))
export const batchCalls = (at: FeedRunner, type: CrmType): number =>
  callsOf(at, new RegExp(`^POST /crm/objects/2026-09/${objectTypes[type].pathName}/batch/read$`))

function ownFields(properties: Fields): Fields {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => isOwn(name)))
}
