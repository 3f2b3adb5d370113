import { z } from 'zod'
import { refuseAdmin, type AdminCall } from '../admin-call.ts'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import type { Ids } from './ids.ts'
import type { PageControl } from './page-control.ts'
import type { SourceControl } from './source-control.ts'
import type { NotionTruth } from './truth.ts'

export type IssuedGrant = { accessToken: string; refreshToken: string }

export type NotionGrants = {
  /** A sign-in without the page: the connection may see these pages, all when left out. */
  issue: (pages?: readonly string[]) => IssuedGrant
  /** Every access token so far is dead; refresh tokens stay good. */
  expireAccessTokens: () => void
  /** The connection was removed: both tokens of every pair so far are dead. */
  revokeEverything: () => void
  /** Codes and tokens of this run, the newest last: what a test looks for where none may be. */
  issued: () => readonly string[]
}

const placeSchema = z.strictObject({ page: z.string().exactOptional(), source: z.string().exactOptional() })
const changeSchema = z.strictObject({
  title: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  place: placeSchema.optional(),
  trashed: z.boolean().optional(),
  archived: z.literal(true).optional(),
  shared: z.boolean().optional(),
})
const createSchema = placeSchema.extend({ title: z.string() })
const createSourceSchema = z.strictObject({ title: z.string(), page: z.string() })
const changeSourceSchema = z.strictObject({
  title: z.string().optional(),
  rename: z.record(z.string(), z.string()).default({}),
  trashed: z.boolean().optional(),
})
const grantSchema = z.strictObject({ pages: z.array(z.string()).optional() }).optional()

type Inside = {
  grants: NotionGrants
  pages: PageControl
  sources: SourceControl
  truth: NotionTruth
  ids: Ids
}

/**
 * - `GET pages` → `{ top, sources, special }`: ids to begin with.
 * - `GET truth` → `{ results }`: what the grant may see at this moment (truth.ts).
 * - `POST pages` with `{ title, page?, source? }` → `{ id }`: somebody made a page.
 * - `POST pages/{id}` with `{ title?, properties?, place?, trashed?, archived?, shared? }`: somebody changed, moved,
 *   trashed, restored, archived or shared it. `place` is `{ page }`, `{ source }` or `{}` for the top.
 * - `POST sources` with `{ title, page }` → `{ id }`: somebody made a database.
 * - `POST sources/{id}` with `{ title?, rename?, trashed? }`: somebody changed it; `rename` maps names of properties
 *   to other ones.
 * - `POST grants` with `{ pages? }` → `{ access_token, refresh_token }`: a sign-in without the page.
 * - `POST expire-tokens`: every access token is dead from now on.
 * - `POST revoke-grants`: the connection was removed.
 */
export function createNotionAdmin({
  grants,
  pages,
  sources,
  truth,
  ids,
}: Inside): (call: AdminCall) => SandboxReply | undefined {
  return ({ method, segments: [verb = '', id], body }) => {
    switch (`${method} ${verb}`) {
      case 'GET pages':
        return jsonReply(200, { top: pages.top(), sources: pages.sources() })
      case 'GET truth':
        return jsonReply(200, { results: truth.items() })
      case 'POST sources':
        return changeSources(sources, id, body)
      case 'POST pages':
        return id === undefined ? createPage(pages, body) : changePage(pages, ids, id, body)
      case 'POST grants': {
        const wanted = grantSchema.safeParse(body)
        if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
        const issued = grants.issue(wanted.data?.pages)
        return jsonReply(200, { access_token: issued.accessToken, refresh_token: issued.refreshToken })
      }
      case 'POST expire-tokens':
        grants.expireAccessTokens()
        return emptyReply(204)
      case 'POST revoke-grants':
        grants.revokeEverything()
        return emptyReply(204)
      default:
        return undefined
    }
  }
}

/** The controls throw for what does not exist or does not fit, which here is the caller's mistake. */
function attempt(perform: () => SandboxReply): SandboxReply {
  try {
    return perform()
  } catch (error) {
    return refuseAdmin(400, error instanceof Error ? error.message : 'That cannot be done')
  }
}

function createPage(pages: PageControl, body: unknown): SandboxReply {
  const wanted = createSchema.safeParse(body)
  if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
  const { title, ...where } = wanted.data
  return attempt(() => jsonReply(200, { id: pages.create(title, where) }))
}

function changePage(pages: PageControl, ids: Ids, id: string, body: unknown): SandboxReply {
  const change = changeSchema.safeParse(body)
  if (!change.success) return refuseAdmin(400, z.prettifyError(change.error))
  if (ids.read('page', id) === undefined) return refuseAdmin(400, `There is no page ${id}`)
  const { title, properties, place, trashed, archived, shared } = change.data
  return attempt(() => {
    if (title !== undefined) pages.rename(id, title)
    if (properties !== undefined) pages.edit(id, properties)
    if (place !== undefined) pages.move(id, place)
    if (trashed === true) pages.trash(id)
    if (trashed === false) pages.restore(id)
    if (archived === true) pages.archive(id)
    if (shared === true) pages.share(id)
    if (shared === false) pages.unshare(id)
    return emptyReply(204)
  })
}

function changeSources(sources: SourceControl, id: string | undefined, body: unknown): SandboxReply {
  if (id === undefined) {
    const wanted = createSourceSchema.safeParse(body)
    if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
    return attempt(() => jsonReply(200, { id: sources.create(wanted.data.title, wanted.data.page) }))
  }
  const change = changeSourceSchema.safeParse(body)
  if (!change.success) return refuseAdmin(400, z.prettifyError(change.error))
  const { title, rename, trashed } = change.data
  return attempt(() => {
    if (title !== undefined) sources.rename(id, title)
    for (const [property, name] of Object.entries(rename)) sources.renameProperty(id, property, name)
    if (trashed === true) sources.trash(id)
    if (trashed === false) sources.restore(id)
    return emptyReply(204)
  })
}
