import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import { parseJson } from '../json.ts'
import { errorReply, invalidRequest, noPermissionOrModel, notFound } from './errors.ts'
import type { Access, Grants } from './grants.ts'
import { isId } from './ids.ts'
import type { Spending } from './limits.ts'
import type { Scope } from './scopes.ts'
import type { Base, Table, Workspace } from './workspace.ts'

type Handle = (request: SandboxRequest, params: RouteParams) => SandboxReply

/** What a call asks of its token. */
export type Rule = {
  scopes: readonly Scope[]
  /** The least that the person must be allowed in the base. */
  role?: 'edit' | 'create'
  isMeta?: boolean
}

export type BaseCall = { request: SandboxRequest; params: RouteParams; base: Base }
export type TableCall = BaseCall & { table: Table }

/**
 * Lets calls through to a handler when their ids, token, budgets, scopes, base and table allow it, looked at
 * in this order.
 */
export type Door = {
  forAnyone: (rule: Rule, serve: (request: SandboxRequest, access: Access) => SandboxReply) => Handle
  forBase: (rule: Rule, serve: (call: BaseCall) => SandboxReply) => Handle
  forTable: (rule: Rule, serve: (call: TableCall) => SandboxReply) => Handle
}

const ROLES = ['none', 'read', 'comment', 'edit', 'create']

export function createDoor(
  grants: Grants,
  workspace: Workspace,
  refuseLimit: (spending: Spending) => SandboxReply | undefined,
): Door {
  /** Who calls, or why they may not. */
  const admit = (request: SandboxRequest, rule: Rule, baseId?: string): Access | SandboxReply => {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) return errorReply(401, 'AUTHENTICATION_REQUIRED', 'Authentication required')
    const access = grants.readAccess(token)
    if (access === undefined) return errorReply(401, 'UNAUTHORIZED', 'Invalid authentication token')
    const refused = refuseLimit({ baseId, isMeta: rule.isMeta === true })
    if (refused !== undefined) return refused
    return rule.scopes.every((scope) => access.scopes.includes(scope)) ? access : noPermissionOrModel()
  }
  const forBase: Door['forBase'] = (rule, serve) => (request, params) => {
    const baseId = params['base'] ?? ''
    // An id of the wrong shape matches no route at all, whoever asks.
    if (!isId('app', baseId)) return notFound()
    const access = admit(request, rule, baseId)
    if ('status' in access) return access
    const base = basesFor(workspace, access).find(({ id }) => id === baseId)
    if (base === undefined) return noPermissionOrModel()
    if (ROLES.indexOf(base.permissionLevel) < ROLES.indexOf(rule.role ?? 'none')) {
      return errorReply(403, 'INVALID_PERMISSIONS', 'You are not permitted to perform this operation')
    }
    return serve({ request, params, base })
  }
  return {
    forAnyone: (rule, serve) => (request) => {
      const access = admit(request, rule)
      return 'status' in access ? access : serve(request, access)
    },
    forBase,
    forTable: (rule, serve) =>
      forBase(rule, (call) => {
        const table = workspace.findTable(call.base, call.params['table'] ?? '')
        return table === undefined ? noPermissionOrModel() : serve({ ...call, table })
      }),
  }
}

/** The bases that a person has and gave to the integration. */
export function basesFor(workspace: Workspace, { bases }: Access): readonly Base[] {
  return workspace.bases().filter(({ id }) => bases === 'all' || bases.includes(id))
}

/** A JSON body; Airtable refuses one that it cannot read with 422 (reports of "Could not parse request body"). */
export function readJsonBody(request: SandboxRequest): { value: object } | SandboxReply {
  if (request.body === '') return { value: {} }
  const value = parseJson(request.body)
  if (value === undefined) return errorReply(422, 'INVALID_REQUEST_BODY', 'Could not parse request body')
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value } : invalidRequest()
}
