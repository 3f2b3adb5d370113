import type { AppError } from '../../../src/shared/errors.ts'
import { feedNameSchema } from '../../../src/shared/model/feed.ts'
import type { ItemType } from '../../../src/shared/model/item-type.ts'
import { ok, type Result } from '../../../src/shared/result.ts'
import { stepOf, type Feed, type ProviderFeeds } from '../../../src/main/providers/feeds.ts'
import type { ItemPage, ProviderSession } from '../../../src/main/providers/provider.ts'

const quarterOfAnHourMs = 15 * 60_000

/**
 * Feeds of a provider that can only list: one a type, read whole each time. What a complete list does not have is
 * gone.
 */
export function plainFeeds(
  types: readonly ItemType[],
  listPage: (
    session: ProviderSession,
    type: ItemType,
    cursor: string | null,
    signal: AbortSignal,
  ) => Promise<Result<ItemPage, AppError>>,
): ProviderFeeds {
  const feeds = types.map((type): Feed & { readonly types: readonly [ItemType] } => ({
    name: feedNameSchema.parse(type),
    types: [type],
    label: null,
    container: null,
    isOptIn: false,
    after: [],
    everyMs: { full: quarterOfAnHourMs },
  }))
  return {
    hasGrowingTimes: false,
    list: async () => ok(feeds),
    lanes: () => ['list'],
    async step({ session, signal }, { feed, places }) {
      const [type] = feed.types
      if (type === undefined) throw new Error('a plain feed has a type')
      const page = await listPage(session, type, places()['list']?.cursor ?? null, signal)
      return page.ok ? ok(stepOf(page.value)) : page
    },
    options: async () =>
      ok({
        feeds: feeds.map(({ name, label, container, isOptIn, types: own }) => ({
          name,
          types: [...own],
          label,
          container,
          isOptIn,
        })),
        properties: {},
      }),
  }
}
