import CloseIcon from '@mui/icons-material/Close'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../shared/errors.ts'
import { describeError, type ErrorAction } from '../copy/errors.ts'

interface ErrorNoticeProps {
  readonly error: AppError
  readonly reference: string | null
  /** Why it happened, in words, where the screen knows more than the error's kind says. */
  readonly reason?: string | null
  /** The provider's name where it is known; otherwise the text says "the service". */
  readonly provider?: string
  /** What this screen can do about it. Only the fitting one is offered, and `retry` always. */
  readonly actions?: Partial<Record<ErrorAction, () => void>>
  /** Shows a button that closes it, for notices that cover something. */
  readonly onDismiss?: () => void
}

/** An error in words: what happened, what is safe, what to do, and the reference of the log entry. */
export function ErrorNotice({
  error,
  reference,
  reason = null,
  provider,
  actions = {},
  onDismiss,
}: ErrorNoticeProps) {
  const { t } = useTranslation(['errors', 'ui'])
  const { title, body, values, details, action } = describeError(error)
  const names = { Provider: provider ?? t('TheService'), provider: provider ?? t('theService') }
  const offered = new Set<ErrorAction>(action === null ? ['retry'] : [action, 'retry'])

  return (
    <Box
      role="alert"
      sx={{
        display: 'flex',
        gap: 1.5,
        p: 2,
        border: 1,
        borderColor: 'error.main',
        borderRadius: '8px',
        bgcolor: 'background.paper',
      }}
    >
      <ErrorIcon color="error" fontSize="small" sx={{ mt: '1px' }} aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650 }}>{t(title, { ...names, ...values })}</Typography>
        {reason !== null && <Typography variant="body2">{reason}</Typography>}
        <Typography variant="body2">{t(body, { ...names, ...values })}</Typography>
        {details.map((line) => (
          <Typography
            key={line}
            variant="body2"
            sx={{ color: 'text.secondary', overflowWrap: 'anywhere', mt: 0.5 }}
          >
            {line}
          </Typography>
        ))}
        {reference !== null && (
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {t('reference', { reference })}
          </Typography>
        )}
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', '&:not(:empty)': { mt: 1.5 } }}>
          {[...offered].map((name, index) => {
            const run = actions[name]
            if (run === undefined) return null
            return (
              <Button key={name} variant={index === 0 ? 'contained' : 'outlined'} onClick={run}>
                {t(`actions.${name}`)}
              </Button>
            )
          })}
        </Box>
      </Box>
      {onDismiss !== undefined && (
        <IconButton aria-label={t('ui:close')} onClick={onDismiss} sx={{ alignSelf: 'flex-start' }}>
          <CloseIcon fontSize="small" />
        </IconButton>
      )}
    </Box>
  )
}
