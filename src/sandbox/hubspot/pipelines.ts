import { jsonReply, type SandboxReply } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import { DEAL_PIPELINES } from './deal-pipelines.ts'
import { errorReply } from './errors.ts'
import { scopesFor } from './object-routes.ts'
import { readObjectType, type ObjectType } from './object-types.ts'
import { LIFECYCLE_STAGES } from './options.ts'
import { EVERY_VERSION, type HubSpotRoute } from './route.ts'
import { scopesToReadProperties } from './scopes.ts'

const SINCE = { createdAt: '2022-02-14T08:29:41.108Z', updatedAt: '2026-06-30T15:00:00Z', archived: false }

type Stage = Record<string, unknown> & { id: string }
type Pipeline = Record<string, unknown> & { id: string; stages: readonly Stage[] }

/**
 * Schema Pipeline of HubSpot's published document. Contacts and companies have one each, of lifecycle stages.
 * Every value of `metadata` is a text, also the truth values.
 */
export const PIPELINES: Record<ObjectType, readonly Pipeline[]> = {
  contacts: [lifecycle('contacts-lifecycle-pipeline')],
  companies: [lifecycle('companies-lifecycle-pipeline')],
  deals: DEAL_PIPELINES.map(({ value, label, stages }, displayOrder) => ({
    id: value,
    label,
    displayOrder,
    ...SINCE,
    stages: stages.map(({ value: id, label: stageLabel, probability, isClosed }, order) =>
      toStage(id, stageLabel, order, { isClosed: String(isClosed), probability }),
    ),
  })),
}

/** The pipelines of a type and their stages: to be read only. */
export function createPipelineRoutes(): readonly HubSpotRoute[] {
  const route = (
    path: string,
    find: (pipelines: readonly Pipeline[], params: RouteParams) => unknown,
  ): HubSpotRoute => ({
    method: 'GET',
    path: `/crm/pipelines/{version}/{type}${path}`,
    versions: EVERY_VERSION,
    scopes: scopesFor(scopesToReadProperties),
    handle: (_request, params) => {
      const type = readObjectType(params['type'])
      return found(type === undefined ? undefined : find(PIPELINES[type], params))
    },
  })
  const pipeline = (pipelines: readonly Pipeline[], { pipelineId }: RouteParams): Pipeline | undefined =>
    pipelines.find(({ id }) => id === pipelineId)
  return [
    route('', (pipelines) => ({ results: pipelines })),
    route('/{pipelineId}', pipeline),
    route('/{pipelineId}/stages', (pipelines, params) => {
      const one = pipeline(pipelines, params)
      return one === undefined ? undefined : { results: one.stages }
    }),
    route('/{pipelineId}/stages/{stageId}', (pipelines, params) =>
      pipeline(pipelines, params)?.stages.find(({ id }) => id === params['stageId']),
    ),
  ]
}

function found(value: unknown): SandboxReply {
  if (value !== undefined) return jsonReply(200, value)
  return errorReply(404, { message: 'Pipeline or stage not found', category: 'OBJECT_NOT_FOUND' })
}

function lifecycle(id: string): Pipeline {
  const stages = LIFECYCLE_STAGES.map(({ value, label }, order) => toStage(value, label, order, {}))
  return { id, label: 'Lifecycle Stage Pipeline', displayOrder: 0, ...SINCE, stages }
}

function toStage(id: string, label: string, displayOrder: number, metadata: Record<string, string>): Stage {
  return { id, label, displayOrder, metadata, ...SINCE, writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' }
}
