/**
 * Lets the shell hand the keyboard to the list's search field, which may not be on the screen yet.
 * The field listens while it is mounted; a request made before that is kept for it.
 */
type Listener = () => void

let listener: Listener | null = null
let isWaiting = false

/** Asks for the focus; answered at once or as soon as the field is there. */
export function requestSearchFocus(): void {
  if (listener === null) isWaiting = true
  else listener()
}

/** The search field's side. Answers the function that stops listening. */
export function onSearchFocusRequested(focus: Listener): () => void {
  listener = focus
  if (isWaiting) {
    isWaiting = false
    focus()
  }
  return () => {
    if (listener === focus) listener = null
  }
}
