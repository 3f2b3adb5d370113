/** The screen as a whole: its header, and the list beside the opened record. */
export const pageLook = {
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minHeight: 0,
} as const

/** The list itself, above its foot. */
export const listLook = {
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minWidth: 0,
  minHeight: 0,
  bgcolor: 'background.paper',
} as const
