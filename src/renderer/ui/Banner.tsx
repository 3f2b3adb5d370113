import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { CSSObject, Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type BannerTone = 'sample' | 'notice' | 'warning'

interface BannerProps {
  readonly tone: BannerTone
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly actions?: ReactNode
  /** Shows a button that closes it. */
  readonly onDismiss?: () => void
}

const looks: Record<BannerTone, (theme: Theme) => CSSObject> = {
  sample: (theme) => ({
    color: theme.vars.palette.stripe.text,
    background: `repeating-linear-gradient(-45deg, ${theme.vars.palette.stripe.light} 0 12px, ${theme.vars.palette.stripe.dark} 12px 24px)`,
  }),
  notice: (theme) => ({ color: theme.vars.palette.text.primary, background: theme.vars.palette.raised }),
  warning: (theme) => ({
    color: theme.vars.palette.text.primary,
    background: theme.vars.palette.raised,
    boxShadow: `inset 4px 0 0 ${theme.vars.palette.warning.main}`,
  }),
}

/** One line across the screen that stays until its reason is gone: never in the way, never modal. */
export function Banner({ tone, icon, children, actions, onDismiss }: BannerProps) {
  const { t } = useTranslation('ui')
  return (
    <Box
      sx={[
        {
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          minHeight: 40,
          px: 2,
          py: 0.5,
          borderBottom: 1,
          borderColor: 'divider',
        },
        looks[tone],
      ]}
    >
      {icon !== undefined && (
        <Box aria-hidden sx={{ display: 'flex', '& svg': { fontSize: 18 } }}>
          {icon}
        </Box>
      )}
      <Typography variant="body2" component="p" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
      {actions}
      {onDismiss !== undefined && (
        <IconButton aria-label={t('close')} onClick={onDismiss} color="inherit">
          <CloseIcon fontSize="small" />
        </IconButton>
      )}
    </Box>
  )
}
