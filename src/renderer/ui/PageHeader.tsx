import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface PageHeaderProps {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  /** For steps within one screen: the heading takes the focus that the step before has lost. */
  readonly takesFocus?: boolean
}

/** A screen's heading, which takes the focus after a change of route, and the window's title. */
export function PageHeader({ title, description, actions, takesFocus = false }: PageHeaderProps) {
  const { t } = useTranslation('ui')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) heading.current?.focus()
  }, [takesFocus])
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, flexWrap: 'wrap' }}>
      <title>{t('windowTitle', { title })}</title>
      <Box sx={{ flex: 1, minWidth: description === undefined ? 80 : 240 }}>
        <Typography variant="h1" tabIndex={-1} ref={heading}>
          {title}
        </Typography>
        {description !== undefined && (
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {description}
          </Typography>
        )}
      </Box>
      {actions !== undefined && <Box sx={{ display: 'flex', gap: 1, minWidth: 0 }}>{actions}</Box>}
    </Box>
  )
}
