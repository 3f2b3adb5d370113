import type { AppError } from '../../../shared/errors.ts'
import type { AccountId } from '../../../shared/model/account.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { ProviderSession } from '../provider.ts'
import { blockSchema, type Parent } from './schema.ts'

/** A page in a toggle in a column is three blocks deep; whatever lies deeper is shown without a place. */
const mostHops = 3

/**
 * Where blocks stand that somebody asked for, by account, as long as the app runs. A load that meets the page
 * again then does not forget its place; null for one that led nowhere.
 */
const found = new Map<AccountId, Map<string, Parent | null>>()

export const knownBlockParent = (accountId: AccountId, blockId: string): Parent | null =>
  found.get(accountId)?.get(blockId) ?? null

/** The page or data source in which a block stands, over the blocks around it; null where that is not to be known. */
export async function findBlockParent(
  session: ProviderSession,
  blockId: string,
): Promise<Result<Parent | null, AppError>> {
  const known = found.get(session.accountId) ?? new Map<string, Parent | null>()
  found.set(session.accountId, known)
  const stored = known.get(blockId)
  if (stored !== undefined) return ok(stored)
  let parent: Parent | null = { type: 'block_id', block_id: blockId }
  for (let hops = 0; hops < mostHops && parent?.block_id !== undefined; hops += 1) {
    const path: readonly string[] = ['v1', 'blocks', parent.block_id]
    const block = await session.request({ method: 'GET', path }, blockSchema)
    if (!block.ok && !leadsNowhere(block.error)) return block
    parent = block.ok ? (block.value.parent ?? null) : null
  }
  if (parent?.block_id !== undefined) parent = null
  known.set(blockId, parent)
  return ok(parent)
}

const leadsNowhere = ({ kind }: AppError): boolean => kind === 'not-found' || kind === 'missing-permission'
