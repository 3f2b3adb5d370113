/**
 * Lets a key or a command open the builder of the list's filter, which may not be on the screen yet. The builder
 * listens while it is mounted; a request made before that is kept for it.
 */
type Listener = () => void

let listener: Listener | null = null
let isWaiting = false

/** Asks for a new condition; answered at once or as soon as the list is there. */
export function requestFilter(): void {
  if (listener === null) isWaiting = true
  else listener()
}

/** The builder's side. Answers the function that stops listening. */
export function onFilterRequested(open: Listener): () => void {
  listener = open
  if (isWaiting) {
    isWaiting = false
    open()
  }
  return () => {
    if (listener === open) listener = null
  }
}
