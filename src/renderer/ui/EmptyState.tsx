import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** The level of the heading, so that levels are never skipped. */
  readonly level?: 'h2' | 'h3'
}

/** What stands where something will be: why it is empty and what fills it. */
export function EmptyState({ icon, title, children, actions, level = 'h2' }: EmptyStateProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        gap: 1,
        px: 3,
        py: 6,
      }}
    >
      {icon !== undefined && (
        <Box
          aria-hidden
          sx={{
            display: 'grid',
            placeItems: 'center',
            width: 48,
            height: 48,
            mb: 1,
            borderRadius: 3,
            bgcolor: 'raised',
            color: 'primary.main',
          }}
        >
          {icon}
        </Box>
      )}
      <Typography variant="h2" component={level}>
        {title}
      </Typography>
      {children !== undefined && (
        <Typography variant="body2" component="div" sx={{ color: 'text.secondary', maxWidth: 440 }}>
          {children}
        </Typography>
      )}
      {actions !== undefined && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1.5, flexWrap: 'wrap', justifyContent: 'center' }}>
          {actions}
        </Box>
      )}
    </Box>
  )
}
