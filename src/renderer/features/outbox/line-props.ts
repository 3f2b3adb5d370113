import type { ChangeView } from '../../../shared/model/change.ts'
import type { Selecting } from './ChangeFrame.tsx'
import type { ChangePlace } from './use-change-places.ts'
import type { Resolving } from './use-resolving.ts'

/** What a line of the outbox is given, whichever part it stands in. */
export interface LineProps {
  readonly change: ChangeView
  readonly place: ChangePlace
  /** Absent where nothing can be done with several at once. */
  readonly selecting?: Selecting
  /** Somebody came for its record. */
  readonly isPointedAt: boolean
  /** Asks before anything is lost. */
  readonly onDiscard: () => void
}

/** The same for a change that needs the user, with the way to decide about it. */
export interface NeedProps extends LineProps {
  readonly resolving: Resolving
}
