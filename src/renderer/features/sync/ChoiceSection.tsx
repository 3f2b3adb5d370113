import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'

interface ChoiceSectionProps {
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}

export function ChoiceSection({ title, hint, children }: ChoiceSectionProps) {
  const headingId = useId()
  return (
    <Card component="section" aria-labelledby={headingId} sx={{ p: 2.5 }}>
      <Typography variant="h2" id={headingId}>
        {title}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {hint}
      </Typography>
      {children}
    </Card>
  )
}
