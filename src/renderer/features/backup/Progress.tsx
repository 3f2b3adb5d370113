import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'

interface ProgressProps {
  readonly label: string
  readonly words: string
  /** From 0 to 1. */
  readonly done: number
}

/** How far something is, in a bar and in words. */
export function Progress({ label, words, done }: ProgressProps) {
  return (
    <Box>
      <LinearProgress aria-label={label} variant="determinate" value={Math.round(100 * done)} />
      <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {words}
      </Typography>
    </Box>
  )
}
