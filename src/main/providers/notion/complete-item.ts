import type { AppError } from '../../../shared/errors.ts'
import type { Item } from '../../../shared/model/item.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { LoadedItem, ProviderSession } from '../provider.ts'
import { findBlockParent } from './block-parents.ts'
import { foundSchema } from './schema.ts'
import { parentKeyOf, parentOf } from './to-item.ts'

/** Finds the place of what stands in a block, for example in a column of a page: lists name the block alone. */
export async function completeItem(
  session: ProviderSession,
  item: Item,
  record: unknown,
): Promise<Result<LoadedItem | null, AppError>> {
  const found = foundSchema.safeParse(record)
  const blockId = found.success ? parentOf(found.data)?.block_id : undefined
  if (item.parentKey !== null || blockId === undefined) return ok(null)
  const parent = await findBlockParent(session, blockId)
  if (!parent.ok) return parent
  const parentKey = parentKeyOf(item.providerId, item.accountId, parent.value)
  return ok(parentKey === null ? null : { item: { ...item, parentKey }, record })
}
