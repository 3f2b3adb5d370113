/** A pane fills the room that the layout gives it. */
export const paneLook = {
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minWidth: 0,
  minHeight: 0,
  bgcolor: 'background.paper',
  '&:focus': { outline: 'none' },
} as const
