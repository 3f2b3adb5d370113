import { jsonReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { errorReply, validationError } from './errors.ts'
import { OWNERS, type Owner } from './made-up-owners.ts'
import { EVERY_VERSION, type HubSpotRoute } from './route.ts'

const DEFAULT_LIMIT = 100
/** Not published: a bound of ours, so that no client comes to rely on having none. */
const MAX_LIMIT = 500

/** The owners of records. Nothing but their own scope opens them (HubSpot's published document). */
export function createOwnerRoutes(origin: () => string): readonly HubSpotRoute[] {
  const common = { method: 'GET', versions: EVERY_VERSION, scopes: () => ['crm.objects.owners.read'] }
  const list = (request: SandboxRequest): SandboxReply => listOwners(request, origin())
  return [
    { ...common, path: '/crm/owners/{version}', handle: list },
    { ...common, path: '/crm/owners/{version}/', handle: list },
    {
      ...common,
      path: '/crm/owners/{version}/{ownerId}',
      handle: ({ query }, { ownerId = '' }) => getOwner(query, ownerId),
    },
  ]
}

function listOwners({ path, query }: SandboxRequest, origin: string): SandboxReply {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return validationError(`limit must be a number from 1 to ${MAX_LIMIT}`)
  }
  const after = query.get('after') ?? '0'
  if (!/^\d{1,15}$/.test(after)) return validationError('The paging cursor "after" is not valid')
  const email = query.get('email')?.toLowerCase()
  const fitting = OWNERS.filter(
    (owner) =>
      owner.archived === isArchived(query) &&
      (email === undefined || owner.email?.toLowerCase() === email) &&
      Number(owner.id) > Number(after),
  )
  const page = fitting.slice(0, limit)
  const last = page.at(-1)
  const results = page.map(toBody)
  if (last === undefined || fitting.length <= limit) return jsonReply(200, { results })
  const onward = new URLSearchParams(query)
  onward.set('after', last.id)
  return jsonReply(200, {
    results,
    paging: { next: { after: last.id, link: `${origin}${path}?${onward.toString()}` } },
  })
}

function getOwner(query: URLSearchParams, id: string): SandboxReply {
  const idProperty = query.get('idProperty') ?? 'id'
  if (idProperty !== 'id' && idProperty !== 'userId') {
    return validationError('idProperty must be one of [id, userId]')
  }
  if (!/^\d{1,10}$/.test(id)) return validationError(`${id} is not a valid owner id`)
  const owner = OWNERS.find(
    (one) =>
      one.archived === isArchived(query) && (idProperty === 'id' ? one.id === id : String(one.userId) === id),
  )
  if (owner !== undefined) return jsonReply(200, toBody(owner))
  return errorReply(404, { message: `Owner ${id} does not exist`, category: 'OBJECT_NOT_FOUND' })
}

/** All owners as answers show them, those who left last. */
export function showOwners(): Record<string, unknown>[] {
  return [...OWNERS].sort((a, b) => Number(a.archived) - Number(b.archived)).map(toBody)
}

/** Whoever left is a user no more, and only the second of the two fields still tells which. */
function toBody({ userId, ...owner }: Owner): Record<string, unknown> {
  if (userId === undefined) return owner
  return owner.archived
    ? { ...owner, userIdIncludingInactive: userId }
    : { ...owner, userId, userIdIncludingInactive: userId }
}

function isArchived(query: URLSearchParams): boolean {
  return query.get('archived') === 'true'
}
