import type { AppError } from '../../../shared/errors.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import type { Identity, ProviderSession } from '../provider.ts'
import { meSchema } from './schema.ts'

/**
 * Which person in which workspace signed in: every sign-in makes new tokens, and the two ids are what stays
 * (Notion's authorization guide). An internal connection belongs to no person; its own id stands there then.
 */
export async function identify(session: ProviderSession): Promise<Result<Identity, AppError>> {
  const me = await session.request({ method: 'GET', path: ['v1', 'users', 'me'] }, meSchema)
  if (!me.ok) return me
  const { id, name, bot } = me.value
  const userId = bot?.owner?.user?.id ?? id
  return ok({
    externalId: bot?.workspace_id === undefined ? userId : `${bot.workspace_id}:${userId}`,
    label: readable(bot?.workspace_name) ?? readable(name) ?? 'Notion',
    // Every page brings its own address.
    uiOrigin: null,
  })
}

function readable(name: string | null | undefined): string | null {
  const shown = wellFormedStart((name ?? '').trim(), 200)
  return shown === '' ? null : shown
}
