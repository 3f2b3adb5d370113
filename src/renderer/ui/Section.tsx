import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  readonly description?: string
  readonly children: ReactNode
}

/** A card with a heading, one of several on a screen. */
export function Section({ title, description, children }: SectionProps) {
  const headingId = useId()
  return (
    <Card component="section" aria-labelledby={headingId} sx={{ p: 2.5 }}>
      <Typography variant="h2" id={headingId}>
        {title}
      </Typography>
      {description !== undefined && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {description}
        </Typography>
      )}
      <Box sx={{ mt: description === undefined ? 1.5 : 2 }}>{children}</Box>
    </Card>
  )
}
