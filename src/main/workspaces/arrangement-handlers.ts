import type { Handlers } from '../../shared/ipc/types.ts'
import { arrangementSchema } from '../../shared/model/arrangement.ts'
import { err, ok } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Store } from '../store/store.ts'

interface ArrangementPorts {
  readonly store: Store
  readonly logger: Logger
  readonly outbox: Pick<Outbox, 'now'>
}

/** How the user arranged the workspace that is open. What does not read as this version writes it counts as absent. */
export const createArrangementHandlers = ({
  store,
  logger,
  outbox,
}: ArrangementPorts): Handlers['arrangements'] => ({
  async get({ kind, scope }) {
    if (outbox.now() === null) return err({ kind: 'no-workspace' })
    const kept = await store.call('getArrangement', { kind, scope })
    if (!kept.ok || kept.value === null) return kept.ok ? ok(null) : kept
    const read = arrangementSchema.safeParse(JSON.parse(kept.value))
    if (read.success && read.data.kind === kind) return ok(read.data)
    logger.warn('arrangement.not-readable', { arrangement: kind })
    return ok(null)
  },
  async put({ scope, arrangement }) {
    if (outbox.now() === null) return err({ kind: 'no-workspace' })
    const { kind } = arrangement
    const written = await store.call('putArrangement', { kind, scope, json: JSON.stringify(arrangement) })
    return written.ok ? ok({}) : written
  },
})
