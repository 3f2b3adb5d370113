import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'

interface ChoiceCardProps {
  readonly icon: ReactNode
  readonly title: string
  readonly body: string
  readonly children: ReactNode
}

/** One way to go on, with all that belongs to it. */
export function ChoiceCard({ icon, title, body, children }: ChoiceCardProps) {
  const titleId = useId()
  return (
    <Card component="section" aria-labelledby={titleId} sx={{ p: 2.5, display: 'flex', gap: 2 }}>
      <Box aria-hidden sx={{ display: 'flex', color: 'primary.main', '& svg': { fontSize: 20 } }}>
        {icon}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h2" id={titleId}>
          {title}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2, textWrap: 'pretty' }}>
          {body}
        </Typography>
        {children}
      </Box>
    </Card>
  )
}
