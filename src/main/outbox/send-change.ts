import { assertNever } from '../../shared/assert-never.ts'
import type { Change } from './change.ts'
import { sendCreate } from './send-create.ts'
import { sendDelete, sendErase, sendMerge } from './send-removal.ts'
import type { Sending, Settlement } from './sending.ts'
import { sendUpdate } from './send-update.ts'

/** Sends one change; answers what has become of it. Rejects for nothing that the provider may do. */
export async function sendChange(at: Sending, change: Change): Promise<Settlement> {
  if (change.kind === 'create') return sendCreate(at, change)
  const { externalId } = change
  if (externalId === null) throw new Error('what is not created yet cannot be changed')
  switch (change.kind) {
    case 'update':
      return sendUpdate(at, change, externalId)
    case 'delete':
      return sendDelete(at, change, externalId)
    case 'erase':
      return sendErase(at, change, externalId)
    case 'merge':
      return sendMerge(at, change, externalId)
    default:
      return assertNever(change.kind)
  }
}
