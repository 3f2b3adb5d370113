import type { ChangeId } from '../../../shared/model/change-id.ts'
import type { Told } from '../../../shared/model/told.ts'
import { offerUndo } from '../../ui/undo-offer.ts'

/** So long main waits before it sends what cannot be taken back afterwards. */
const graceMs = 10_000

/**
 * To be called when something is asked for; what it answers offers to take that back for as long as main waits. The
 * time is counted from the asking: an offer must not outlast what it offers.
 */
export function startUndo(): (id: ChangeId, text: Told) => void {
  const untilMs = Date.now() + graceMs
  return (id, text) => {
    offerUndo({ id, text, untilMs })
  }
}
