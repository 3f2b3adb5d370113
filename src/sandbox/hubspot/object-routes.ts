import type { RouteParams } from '../routes.ts'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { notFound } from './errors.ts'
import { readObjectType, type ObjectType } from './object-types.ts'
import type { ObjectCalls } from './objects.ts'
import { getProperty, listProperties } from './properties.ts'
import type { HubSpotRoute } from './route.ts'
import { scopesToRead, scopesToReadProperties, scopesToWrite } from './scopes.ts'

type OfType<Value> = (type: ObjectType) => Value

/** Which scopes a call on `{type}` needs; for a type that does not exist, one that nobody is asked for. */
export const scopesFor =
  (scopes: OfType<readonly string[]>) =>
  ({ type = '' }: RouteParams): readonly string[] => {
    const known = readObjectType(type)
    return known === undefined ? ['oauth'] : scopes(known)
  }

/** The calls on single records and on properties. */
export function createObjectRoutes(calls: Record<ObjectType, ObjectCalls>): readonly HubSpotRoute[] {
  const on =
    (handle: (calls: ObjectCalls, request: SandboxRequest, id: string) => SandboxReply) =>
    (request: SandboxRequest, { type: name, id = '' }: RouteParams): SandboxReply => {
      const type = readObjectType(name)
      return type === undefined ? notFound() : handle(calls[type], request, id)
    }
  const read = scopesFor(scopesToRead)
  const write = scopesFor(scopesToWrite)
  const all = '/crm/objects/{version}/{type}'
  const one = `${all}/{id}`
  return [
    { method: 'GET', path: all, scopes: read, handle: on((of, request) => of.list(request)) },
    { method: 'POST', path: all, scopes: write, handle: on((of, request) => of.create(request)) },
    { method: 'GET', path: one, scopes: read, handle: on((of, request, id) => of.get(request, id)) },
    { method: 'PATCH', path: one, scopes: write, handle: on((of, request, id) => of.update(request, id)) },
    { method: 'DELETE', path: one, scopes: write, handle: on((of, _request, id) => of.archive(id)) },
  ]
}

export function createPropertyRoutes(): readonly HubSpotRoute[] {
  const scopes = scopesFor(scopesToReadProperties)
  return [
    {
      method: 'GET',
      path: '/crm/properties/{version}/{type}',
      scopes,
      handle: ({ query }, { type: name }) => {
        const type = readObjectType(name)
        return type === undefined ? notFound() : listProperties(type, query.get('archived') === 'true')
      },
    },
    {
      method: 'GET',
      path: '/crm/properties/{version}/{type}/{name}',
      scopes,
      handle: (_request, { type: typeName, name = '' }) => {
        const type = readObjectType(typeName)
        return type === undefined ? notFound() : getProperty(type, name)
      },
    },
  ]
}
