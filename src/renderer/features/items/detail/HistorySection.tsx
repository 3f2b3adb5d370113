import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'

interface HistorySectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** A part of a history under its heading. */
export function HistorySection({ title, children }: HistorySectionProps) {
  const id = useId()
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  )
}
