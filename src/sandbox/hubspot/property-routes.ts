import { z } from 'zod'
import { jsonReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import { parseJson } from '../json.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { errorReply, notFound, validationError } from './errors.ts'
import { formatInstant } from './instants.ts'
import { scopesFor } from './object-routes.ts'
import { readObjectType, type ObjectType } from './object-types.ts'
import { getProperty, listProperties, type PropertyQuery } from './properties.ts'
import { listPropertyGroups } from './property-groups.ts'
import { API_VERSION, EVERY_VERSION, type HubSpotRoute } from './route.ts'
import { scopesToReadProperties } from './scopes.ts'

const MAX_INPUTS = 100

const batchSchema = z.object({
  archived: z.boolean().default(false),
  inputs: z.array(z.object({ name: z.string() })).max(MAX_INPUTS),
})

type Handle = (
  type: ObjectType,
  query: PropertyQuery,
  request: SandboxRequest,
  params: RouteParams,
) => SandboxReply

/** Properties and their groups, to be read. `properties` in the query is taken and means nothing here. */
export function createPropertyRoutes(
  behaviour: () => HubSpotBehaviour,
  now: () => number,
): readonly HubSpotRoute[] {
  const route = (method: string, path: string, handle: Handle): HubSpotRoute => ({
    method,
    path: `/crm/properties/{version}/{type}${path}`,
    versions: EVERY_VERSION,
    scopes: scopesFor(scopesToReadProperties),
    handle: (request, params) => {
      const type = readObjectType(params['type'])
      if (type === undefined) return notFound()
      const sensitivity = request.query.get('dataSensitivity') ?? 'non_sensitive'
      if (!['non_sensitive', 'sensitive', 'highly_sensitive'].includes(sensitivity)) {
        return validationError(`Invalid dataSensitivity: ${sensitivity}`)
      }
      const query = {
        archived: request.query.get('archived') === 'true',
        sensitivity,
        locale: request.query.get('locale'),
        many: behaviour().manyProperties,
      }
      return handle(type, query, request, params)
    },
  })
  return [
    route('GET', '', (type, query) => jsonReply(200, { results: listProperties(type, query) })),
    route('GET', '/groups', (type) => jsonReply(200, { results: listPropertyGroups(type) })),
    route('GET', '/groups/{name}', (type, _query, _request, { name = '' }) => {
      const group = listPropertyGroups(type).find((one) => one['name'] === name)
      return group === undefined ? unknown('Property group', name) : jsonReply(200, group)
    }),
    route('GET', '/{name}', (type, query, _request, { name = '' }) => {
      const property = getProperty(type, name, query)
      return property === undefined ? unknown('Property', name) : jsonReply(200, property)
    }),
    route('POST', '/batch/read', (type, query, request, { version }) =>
      readBatch(type, query, request, version === API_VERSION ? 200 : 207, formatInstant(now())),
    ),
  ]
}

/** Names that do not exist are told as errors beside the others: in a 207, since 2026-09 in a 200. */
function readBatch(
  type: ObjectType,
  query: PropertyQuery,
  { body }: SandboxRequest,
  statusWithErrors: number,
  at: string,
): SandboxReply {
  const input = batchSchema.safeParse(parseJson(body))
  if (!input.success) return validationError('Invalid input JSON: "inputs" must be a list of names')
  const { archived, inputs } = input.data
  const found = inputs.map(({ name }) => ({
    name,
    property: getProperty(type, name, { ...query, archived }),
  }))
  const missing = found.filter(({ property }) => property === undefined).map(({ name }) => name)
  const results = found.flatMap(({ property }) => property ?? [])
  const answer = { status: 'COMPLETE', results, startedAt: at, completedAt: at }
  if (missing.length === 0) return jsonReply(200, answer)
  const errors = [
    {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: `Could not get some properties, they may not exist: ${missing.join(', ')}`,
      context: { names: missing },
      errors: [],
      links: {},
    },
  ]
  return jsonReply(statusWithErrors, { ...answer, numErrors: missing.length, errors })
}

function unknown(what: string, name: string): SandboxReply {
  return errorReply(404, { message: `${what} ${name} does not exist`, category: 'OBJECT_NOT_FOUND' })
}
