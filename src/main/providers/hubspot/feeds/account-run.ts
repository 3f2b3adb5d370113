import type { AppError } from '../../../../shared/errors.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import {
  currencyFact,
  groupsFact,
  missingFact,
  ownersFact,
  pipelinesFact,
  propertiesFact,
  type Owner,
} from '../account-facts.ts'
import {
  sentDefinitionsSchema,
  sentGroupsSchema,
  sentOwnersSchema,
  sentPipelinesSchema,
} from '../account-schema.ts'
import { HUBSPOT_API_VERSION } from '../api-version.ts'
import { crmTypes, objectTypes, type CrmType } from '../object-types.ts'
import { accountDetailsSchema } from '../schema.ts'

type Facts = FeedStep['facts']

export const accountLanes: readonly string[] = [...crmTypes, 'owners', 'pipelines', 'currency']

/**
 * What an account tells of itself: the properties of each type, owners, pipelines, its currency. A right that is missing is no
 * failure of the rest: what was known of it stays, and what is missing is noted.
 */
export async function stepOfAccount(context: FeedContext, lane: string): Promise<Result<FeedStep, AppError>> {
  const type = crmTypes.find((one) => one === lane)
  const read =
    type !== undefined
      ? await readProperties(context, type)
      : lane === 'owners'
        ? await readOwnersOf(context)
        : lane === 'currency'
          ? await readCurrencyOf(context)
          : await readPipelinesOf(context)
  if (read.ok) return ok(stepOf({ facts: [...read.value, { name: missingFact(lane), value: null }] }))
  const { error } = read
  if (error.kind !== 'missing-permission') return err(error)
  return ok(stepOf({ facts: [{ name: missingFact(lane), value: { scopes: error.scopes } }] }))
}

async function readProperties(
  { session, signal }: FeedContext,
  type: CrmType,
): Promise<Result<Facts, AppError>> {
  const path = ['crm', 'properties', HUBSPOT_API_VERSION, objectTypes[type].pathName]
  const [definitions, groups] = await Promise.all([
    session.request({ method: 'GET', path, signal }, sentDefinitionsSchema),
    session.request({ method: 'GET', path: [...path, 'groups'], signal }, sentGroupsSchema),
  ])
  if (!definitions.ok) return definitions
  return ok([
    { name: propertiesFact(type), value: definitions.value.results },
    // Only headings: without them the names of the groups have to do.
    ...(groups.ok ? [{ name: groupsFact(type), value: groups.value.results }] : []),
  ])
}

async function readPipelinesOf({ session, signal }: FeedContext): Promise<Result<Facts, AppError>> {
  const path = ['crm', 'pipelines', HUBSPOT_API_VERSION, objectTypes.deal.pathName]
  const pipelines = await session.request({ method: 'GET', path, signal }, sentPipelinesSchema)
  return pipelines.ok ? ok([{ name: pipelinesFact, value: pipelines.value.results }]) : pipelines
}

async function readCurrencyOf({ session, signal }: FeedContext): Promise<Result<Facts, AppError>> {
  const path = ['account-info', HUBSPOT_API_VERSION, 'details']
  const details = await session.request({ method: 'GET', path, signal }, accountDetailsSchema)
  if (!details.ok) return details
  const { companyCurrency } = details.value
  const isCode = typeof companyCurrency === 'string' && /^[A-Z]{3}$/.test(companyCurrency)
  return ok([{ name: currencyFact, value: isCode ? companyCurrency : null }])
}

/** Those who left as well: records go on naming them. */
async function readOwnersOf(context: FeedContext): Promise<Result<Facts, AppError>> {
  const owners: Record<string, Owner> = {}
  for (const archived of ['false', 'true']) {
    let after = ''
    do {
      const page = await ownersPage(context, archived, after)
      if (!page.ok) return page
      for (const [id, owner] of page.value.results) owners[id] = owner
      const next = page.value.paging?.next?.after ?? ''
      // A server that repeats a cursor would keep us here for ever.
      if (next !== '' && next === after) {
        return err({ kind: 'unexpected-response', detail: 'repeated page cursor' })
      }
      after = next
    } while (after !== '')
  }
  return ok([{ name: ownersFact, value: owners }])
}

const ownersPage = ({ session, signal }: FeedContext, archived: string, after: string) =>
  session.request(
    {
      method: 'GET',
      path: ['crm', 'owners', HUBSPOT_API_VERSION],
      query: { limit: '100', archived, ...(after === '' ? {} : { after }) },
      signal,
    },
    sentOwnersSchema,
  )
