import type { ItemType } from '../../../shared/model/item-type.ts'
import type { LoadedItem, Provider, ProviderSession } from '../provider.ts'

/** All pages of a type. Throws after 50 of them: a cursor that never ends must fail, not hang. */
export async function loadAll(
  provider: Provider,
  session: ProviderSession,
  type: ItemType,
): Promise<{ items: LoadedItem[]; pageSizes: number[] }> {
  const items: LoadedItem[] = []
  const pageSizes: number[] = []
  let cursor: string | null = null
  do {
    if (pageSizes.length === 50) throw new Error(`The cursor ${cursor ?? ''} does not end`)
    const page = await provider.listPage(session, type, cursor, new AbortController().signal)
    if (!page.ok) throw new Error(`Page ${pageSizes.length + 1} failed: ${JSON.stringify(page.error)}`)
    items.push(...page.value.items)
    pageSizes.push(page.value.items.length)
    cursor = page.value.next
  } while (cursor !== null)
  return { items, pageSizes }
}
