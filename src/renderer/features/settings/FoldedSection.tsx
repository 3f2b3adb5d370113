import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'

interface FoldedSectionProps {
  readonly title: string
  /** Whether it can be read without a click. */
  readonly isOpenAtFirst: boolean
  readonly children: ReactNode
}

/** A section that is read once and then seldom. */
export function FoldedSection({ title, isOpenAtFirst, children }: FoldedSectionProps) {
  const headingId = useId()
  return (
    <Card component="section" aria-labelledby={headingId}>
      <Box
        component="details"
        open={isOpenAtFirst}
        sx={{ '&[open] > summary svg': { transform: 'rotate(180deg)' } }}
      >
        <Box
          component="summary"
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            px: 2.5,
            py: 2,
            cursor: 'pointer',
            borderRadius: 2,
            listStyle: 'none',
            '&::-webkit-details-marker': { display: 'none' },
            '&:focus-visible': { outlineOffset: -2 },
          }}
        >
          <Typography variant="h2" id={headingId} sx={{ flex: 1 }}>
            {title}
          </Typography>
          <ExpandMoreIcon fontSize="small" aria-hidden />
        </Box>
        <Box sx={{ px: 2.5, pb: 2.5 }}>{children}</Box>
      </Box>
    </Card>
  )
}
