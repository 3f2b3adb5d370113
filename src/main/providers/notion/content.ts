import type { AppError } from '../../../shared/errors.ts'
import type { Item } from '../../../shared/model/item.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { ProviderSession } from '../provider.ts'
import { markdownSchema } from './schema.ts'
import { withoutSignedAddresses } from './signed-addresses.ts'

/**
 * What stands on a page, as Notion's own Markdown in one call (its guide "Working with markdown content"): about
 * 20,000 blocks, then it is cut. Blocks that have no form in Markdown, or are not shared, are left out of it and
 * named; then it is not complete either. A data source has rows, and nothing written on it.
 */
export async function readContent(
  session: ProviderSession,
  item: Item,
): Promise<Result<{ readonly text: string; readonly isComplete: boolean } | null, AppError>> {
  if (item.type !== 'page') return ok(null)
  const path = ['v1', 'pages', item.externalId, 'markdown']
  const page = await session.request({ method: 'GET', path }, markdownSchema)
  if (!page.ok) return page
  const { markdown, truncated, unknown_block_ids: unknown = [] } = page.value
  return ok({
    text: withoutSignedAddresses(markdown).toWellFormed(),
    isComplete: truncated !== true && unknown.length === 0,
  })
}
