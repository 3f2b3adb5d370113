import type { AppError } from '../../../../shared/errors.ts'
import { itemKey, type ItemKey } from '../../../../shared/model/item.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { letEventsRun } from '../../../http/let-events-run.ts'
import type { FeedContext } from '../../feeds.ts'
import type { LoadedItem, ProviderSession } from '../../provider.ts'
import { propertiesToAsk } from '../asked-properties.ts'
import { mergedIds } from '../merged-ids.ts'
import type { CrmType } from '../object-types.ts'
import type { HubSpotRecord } from '../schema.ts'
import { toLoadedItem } from '../to-item.ts'

/** What it takes to read records of one type. */
export interface Reading {
  readonly providerId: ProviderId
  readonly session: ProviderSession
  readonly signal: AbortSignal
  readonly type: CrmType
  /** The properties to ask for. */
  readonly names: readonly string[]
}

/** Records that were read, and those of which that says that they are gone. */
export interface ReadRecords {
  readonly items: readonly LoadedItem[]
  readonly gone: readonly ItemKey[]
}

/** A run's steps share one context, and what the store says of the properties stays the same for all of them. */
const asked = new WeakMap<FeedContext, Map<CrmType, Promise<Result<readonly string[], AppError>>>>()

/** Fails as the store does. */
export async function openReading(
  providerId: ProviderId,
  context: FeedContext,
  type: CrmType,
): Promise<Result<Reading, AppError>> {
  const ofRun = asked.get(context) ?? new Map<CrmType, Promise<Result<readonly string[], AppError>>>()
  asked.set(context, ofRun)
  const names = ofRun.get(type) ?? propertiesToAsk(context, type)
  ofRun.set(type, names)
  const known = await names
  if (!known.ok) return known
  return ok({ providerId, session: context.session, signal: context.signal, type, names: known.value })
}

export const keyOf = ({ providerId, session, type }: Reading, id: string): ItemKey =>
  itemKey(providerId, session.accountId, type, id)

const recordsAtATime = 50

/** The records as items, some at a time. Whatever was merged into one of them is gone. */
export async function toReadRecords(
  reading: Reading,
  records: readonly HubSpotRecord[],
): Promise<ReadRecords> {
  const { providerId, session, type } = reading
  const items: LoadedItem[] = []
  for (let from = 0; from < records.length; from += recordsAtATime) {
    if (from > 0) await letEventsRun()
    for (const record of records.slice(from, from + recordsAtATime)) {
      items.push(toLoadedItem(providerId, session, type, record))
    }
  }
  return { items, gone: records.flatMap(mergedIds).map((id) => keyOf(reading, id)) }
}
