import Box from '@mui/material/Box'
import { matchRanges } from './match-ranges.ts'

interface MarkedTextProps {
  readonly text: string
  /** What it was found by; empty marks nothing. */
  readonly search: string
}

/** A text with the pieces marked that a search found it by. */
export function MarkedText({ text, search }: MarkedTextProps) {
  const ranges = matchRanges(text, search)
  return (
    <bdi>
      {ranges.map(({ from, to }, index) => (
        <span key={from}>
          {text.slice(ranges[index - 1]?.to ?? 0, from)}
          <Box
            component="mark"
            sx={{ bgcolor: 'transparent', color: 'inherit', fontWeight: 700, textDecoration: 'underline' }}
          >
            {text.slice(from, to)}
          </Box>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.to ?? 0)}
    </bdi>
  )
}
