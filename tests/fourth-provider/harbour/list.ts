import type { ItemPage, LoadedItem, ProviderSession } from '../../../src/main/providers/provider.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import { itemKey } from '../../../src/shared/model/item.ts'
import type { ItemType } from '../../../src/shared/model/item-type.ts'
import type { ProviderId } from '../../../src/shared/model/provider.ts'
import { ok, type Result } from '../../../src/shared/result.ts'
import { pageSchema, type HarbourRecord } from './schema.ts'

/** One page of the companies that use the harbour. */
export async function listPage(
  providerId: ProviderId,
  session: ProviderSession,
  type: ItemType,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<ItemPage, AppError>> {
  const query = cursor === null ? {} : { cursor }
  const page = await session.request({ method: 'GET', path: ['v1', 'companies'], query, signal }, pageSchema)
  if (!page.ok) return page
  const items = page.value.items.map((record) => toLoadedItem(providerId, session, type, record))
  return ok({ items, next: page.value.next, total: null })
}

function toLoadedItem(
  providerId: ProviderId,
  { accountId }: ProviderSession,
  type: ItemType,
  record: HarbourRecord,
): LoadedItem {
  return {
    item: {
      key: itemKey(providerId, accountId, type, record.id),
      providerId,
      accountId,
      type,
      externalId: record.id,
      name: record.name ?? `Company ${record.id}`,
      email: null,
      organisation: null,
      phone: record.phone ?? null,
      parentKey: null,
      parentPath: null,
      url: null,
      createdAtMs: null,
      modifiedAtMs: record.changedAtMs ?? null,
      isDirectory: false,
      isVisible: true,
      mimeType: null,
      childCount: null,
    },
    record,
  }
}
