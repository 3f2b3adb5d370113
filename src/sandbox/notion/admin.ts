import { z } from 'zod'
import { refuseAdmin, type AdminCall } from '../admin-call.ts'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import type { Ids } from './ids.ts'
import type { PageControl } from './page-control.ts'

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

const changeSchema = z.strictObject({
  title: z.string().optional(),
  trashed: z.boolean().optional(),
  archived: z.literal(true).optional(),
  shared: z.boolean().optional(),
})
const createSchema = z.strictObject({
  title: z.string(),
  page: z.string().optional(),
  source: z.string().optional(),
})
const grantSchema = z.strictObject({ pages: z.array(z.string()).optional() }).optional()

type Inside = { grants: NotionGrants; pages: PageControl; ids: Ids }

/**
 * - `GET pages` → `{ top, sources, special }`: ids to begin with.
 * - `POST pages` with `{ title, page?, source? }` → `{ id }`: somebody made a page.
 * - `POST pages/{id}` with `{ title?, trashed?, archived?, shared? }`: somebody changed, trashed, restored,
 *   archived or shared it.
 * - `POST grants` with `{ pages? }` → `{ access_token, refresh_token }`: a sign-in without the page.
 * - `POST expire-tokens`: every access token is dead from now on.
 * - `POST revoke-grants`: the connection was removed.
 */
export function createNotionAdmin({
  grants,
  pages,
  ids,
}: Inside): (call: AdminCall) => SandboxReply | undefined {
  return ({ method, segments: [verb = '', id], body }) => {
    switch (`${method} ${verb}`) {
      case 'GET pages':
        return jsonReply(200, { top: pages.top(), sources: pages.sources() })
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

function createPage(pages: PageControl, body: unknown): SandboxReply {
  const wanted = createSchema.safeParse(body)
  if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
  const { title, page, source } = wanted.data
  try {
    const where = { ...(page === undefined ? {} : { page }), ...(source === undefined ? {} : { source }) }
    return jsonReply(200, { id: pages.create(title, where) })
  } catch (error) {
    // The control throws for a place that does not exist, which here is the caller's mistake.
    return refuseAdmin(400, error instanceof Error ? error.message : 'There is no such place')
  }
}

function changePage(pages: PageControl, ids: Ids, id: string, body: unknown): SandboxReply {
  const change = changeSchema.safeParse(body)
  if (!change.success) return refuseAdmin(400, z.prettifyError(change.error))
  if (ids.read('page', id) === undefined) return refuseAdmin(400, `There is no page ${id}`)
  const { title, trashed, archived, shared } = change.data
  if (title !== undefined) pages.rename(id, title)
  if (trashed === true) pages.trash(id)
  if (trashed === false) pages.restore(id)
  if (archived === true) pages.archive(id)
  if (shared === true) pages.share(id)
  if (shared === false) pages.unshare(id)
  return emptyReply(204)
}
