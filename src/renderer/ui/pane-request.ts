/**
 * Lets a command move the pane of the opened record: to the right, below the list, away, and to the right again.
 * The list listens while it is on the screen; without one there is no pane to move.
 */
type Listener = () => void

let listener: Listener | null = null

/** Moves the pane on by one place. */
export function requestPaneMove(): void {
  listener?.()
}

/** The list's side. Answers the function that stops listening. */
export function onPaneMoveRequested(move: Listener): () => void {
  listener = move
  return () => {
    if (listener === move) listener = null
  }
}
