import type { UpdateState } from '../../shared/model/updates.ts'

type Name = UpdateState['state']

const found: readonly Name[] = ['available', 'downloading', 'notify-only']

/** What may come after what. Nothing leaves `off`, and what is ready stays so until the app is quit. */
const following: Readonly<Record<Name, readonly Name[]>> = {
  off: [],
  idle: ['checking'],
  checking: ['idle', 'refused', 'failed', ...found],
  available: ['checking', 'downloading'],
  'notify-only': ['checking'],
  downloading: ['downloading', 'ready', 'refused', 'failed'],
  ready: ['ready', 'refused', 'failed'],
  refused: ['checking'],
  failed: ['checking'],
}

export interface KeptUpdateState {
  get(): UpdateState
  /** Throws where the new one cannot come after the present one. */
  set(next: UpdateState): void
}

export function keepUpdateState(first: UpdateState, onChanged: () => void): KeptUpdateState {
  let state = first
  return {
    get: () => state,
    set(next) {
      if (!following[state.state].includes(next.state)) {
        throw new Error(`an update cannot become ${next.state} from ${state.state}`)
      }
      state = next
      onChanged()
    },
  }
}
