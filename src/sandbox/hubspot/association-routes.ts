import type { RouteParams } from '../routes.ts'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { listTies, readTies, type AssociationCall, type Ends, type TieCall } from './association-reads.ts'
import { readAssociatedType } from './association-types.ts'
import { tieBatchOfVersion3, untieBatchOfVersion3 } from './association-v3.ts'
import {
  removeLabels,
  tieBatch,
  tieBatchByDefault,
  tieByDefault,
  tieWithLabels,
  untie,
  untieBatch,
} from './association-writes.ts'
import type { Crm } from './crm.ts'
import { notFound } from './errors.ts'
import { API_VERSION, type HubSpotRoute } from './route.ts'
import { scopesToRead, scopesToWrite } from './scopes.ts'

const WITH_LABELS = [API_VERSION, '2026-03', 'v4']
/** The list of one record's ties is gone from the document of 2026-09. */
const WITH_LIST = ['2026-03', 'v4']

const BATCH = '/crm/associations/{version}/{from}/{to}/batch'
const OF_ONE = '/crm/objects/{version}/{from}/{fromId}/associations'

/** The calls on ties between records. Version 3 has other shapes, and versions 4 and later share one. */
export function createAssociationRoutes(crm: Crm): readonly HubSpotRoute[] {
  const read = (params: RouteParams): readonly string[] => scopesOf(params, scopesToRead)
  const write = (params: RouteParams): readonly string[] => scopesOf(params, scopesToWrite)
  const batch =
    (later: AssociationCall, third?: AssociationCall) => (request: SandboxRequest, params: RouteParams) => {
      const ends = readEnds(params)
      const call = ends?.version === 'v3' ? third : later
      return ends === undefined || call === undefined ? notFound() : call(crm, ends, request)
    }
  const tie =
    (call: TieCall) =>
    (request: SandboxRequest, params: RouteParams): SandboxReply => {
      const ends = readEnds(params)
      const { fromId = '', toId = '' } = params
      return ends === undefined ? notFound() : call(crm, ends, request, { fromId, toId })
    }
  const everywhere = [...WITH_LABELS, 'v3']
  const rest = { method: 'POST', limit: 'exempt' } as const
  return [
    { ...rest, path: `${BATCH}/read`, scopes: read, versions: everywhere, handle: batch(readTies, readTies) },
    {
      ...rest,
      path: `${BATCH}/create`,
      scopes: write,
      versions: everywhere,
      handle: batch(tieBatch, tieBatchOfVersion3),
    },
    {
      ...rest,
      path: `${BATCH}/archive`,
      scopes: write,
      versions: everywhere,
      handle: batch(untieBatch, untieBatchOfVersion3),
    },
    {
      ...rest,
      path: `${BATCH}/associate/default`,
      scopes: write,
      versions: WITH_LABELS,
      handle: batch(tieBatchByDefault),
    },
    {
      ...rest,
      path: `${BATCH}/labels/archive`,
      scopes: write,
      versions: WITH_LABELS,
      handle: batch(removeLabels),
    },
    { method: 'GET', path: `${OF_ONE}/{to}`, scopes: read, versions: WITH_LIST, handle: tie(listTies) },
    {
      method: 'PUT',
      path: `${OF_ONE}/default/{to}/{toId}`,
      scopes: write,
      versions: WITH_LABELS,
      handle: tie(tieByDefault),
    },
    {
      method: 'PUT',
      path: `${OF_ONE}/{to}/{toId}`,
      scopes: write,
      versions: WITH_LABELS,
      handle: tie(tieWithLabels),
    },
    {
      method: 'DELETE',
      path: `${OF_ONE}/{to}/{toId}`,
      scopes: write,
      versions: WITH_LABELS,
      handle: tie(untie),
    },
  ]
}

function readEnds({ from, to, version = '' }: RouteParams): Ends | undefined {
  const [one, other] = [readAssociatedType(from), readAssociatedType(to)]
  return one === undefined || other === undefined ? undefined : { from: one, to: other, version }
}

/** The published documents list every scope there is; live, the kind that a path begins with decides. */
function scopesOf({ from }: RouteParams, scopes: typeof scopesToRead): readonly string[] {
  const type = readAssociatedType(from)
  return type === undefined ? ['oauth'] : scopes(type)
}
