import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { ProviderSession } from '../../provider.ts'
import { basesSchema, tablesSchema, type AirtableBase, type AirtableTable } from '../schema.ts'

/** A page of the list of bases, 1,000 of them (list bases reference). `next` is null on the last one. */
export async function listBases(
  session: ProviderSession,
  offset: string,
  signal: AbortSignal,
): Promise<Result<{ readonly bases: readonly AirtableBase[]; readonly next: string | null }, AppError>> {
  const page = await session.request(
    { method: 'GET', path: ['v0', 'meta', 'bases'], query: offset === '' ? {} : { offset }, signal },
    basesSchema,
  )
  if (!page.ok) return page
  const next = page.value.offset ?? ''
  return ok({ bases: page.value.bases, next: next === '' ? null : next })
}

/** All tables of a base with their fields and views, in one call (base schema reference). */
export async function listTables(
  session: ProviderSession,
  baseId: string,
  signal: AbortSignal,
): Promise<Result<readonly AirtableTable[], AppError>> {
  const schema = await session.request(
    { method: 'GET', path: ['v0', 'meta', 'bases', baseId, 'tables'], signal },
    tablesSchema,
  )
  return schema.ok ? ok(schema.value.tables) : schema
}
