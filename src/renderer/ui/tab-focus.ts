/** Whether Tab is being pressed: the browser moves the focus within that, before anything else happens. */
let isTabbing = false
let reached: EventTarget | null = null

document.addEventListener(
  'keydown',
  ({ key }) => {
    if (key !== 'Tab') return
    isTabbing = true
    setTimeout(() => {
      isTabbing = false
    })
  },
  true,
)
document.addEventListener(
  'focusin',
  ({ target }) => {
    reached = isTabbing ? target : null
  },
  true,
)

/**
 * Whether the focus came to the element by Tab. `:focus-visible` says so also of what the app gave the focus to, where
 * the keyboard was used last, and of what had it when the window came back to the front.
 */
export const isReachedByTab = (element: EventTarget): boolean => reached === element
