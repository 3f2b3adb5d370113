import Box, { type BoxProps } from '@mui/material/Box'

/** For screen readers only. */
export function VisuallyHidden(props: BoxProps) {
  return (
    <Box
      {...props}
      sx={{
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    />
  )
}
