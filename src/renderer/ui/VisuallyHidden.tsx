import Box, { type BoxProps } from '@mui/material/Box'

/** For screen readers only. */
export function VisuallyHidden(props: BoxProps) {
  return (
    <Box
      {...props}
      sx={{
        position: 'absolute',
        // With a unit: a bare 1 means "all of it" to MUI, and the box would stretch the window.
        width: '1px',
        height: '1px',
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    />
  )
}
