import Box from '@mui/material/Box'
import Button, { type ButtonProps } from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface NeedTextProps {
  /** Why it cannot go on, in a few words. */
  readonly title: string
  readonly children?: ReactNode
  readonly actions: ReactNode
}

/** Why a change needs the user, and the buttons that decide about it. */
export function NeedText({ title, children, actions }: NeedTextProps) {
  return (
    <>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ fontWeight: 650 }}>
          {title}
          {/[?!.]$/.test(title) ? '' : '.'}
        </Box>{' '}
        {typeof children === 'string' && children}
      </Typography>
      {typeof children !== 'string' && children}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 0.5 }}>{actions}</Box>
    </>
  )
}

/** What decides; the first one is what most people want. */
export function NeedButton({ variant = 'outlined', color = 'inherit', ...props }: ButtonProps) {
  return (
    <Button
      variant={variant}
      color={variant === 'contained' && color === 'inherit' ? 'primary' : color}
      {...props}
    />
  )
}
