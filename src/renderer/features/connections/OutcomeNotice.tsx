import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** What became of an account that was disconnected, or whose data was removed. */
export interface DisconnectionOutcome {
  readonly account: string
  readonly provider: string
  readonly data: 'keep' | 'wipe'
  /** `own-token`: the token was the user's own, so that there is nothing to take back. */
  readonly revocation: 'done' | 'failed' | 'not-offered' | 'not-asked' | 'own-token' | 'was-over'
}

interface OutcomeNoticeProps {
  readonly outcome: DisconnectionOutcome
  readonly onDismiss: () => void
}

/** Says what was done here and what at the provider, until it is closed. */
export function OutcomeNotice({ outcome, onDismiss }: OutcomeNoticeProps) {
  const { t } = useTranslation(['connections', 'ui'])
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The dialog is gone and perhaps the card as well; an effect runs after the dialog gave the focus back.
    notice.current?.focus()
  }, [outcome])
  return (
    <Box
      ref={notice}
      role="status"
      tabIndex={-1}
      sx={{
        display: 'flex',
        gap: 1.5,
        p: 2,
        border: 1,
        borderColor: outcome.revocation === 'failed' ? 'warning.main' : 'divider',
        borderRadius: '8px',
        bgcolor: 'background.paper',
        alignItems: 'flex-start',
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>
          {t(`outcome.${outcome.data}`, { ...outcome })}
        </Typography>
        {outcome.revocation !== 'was-over' && (
          <Typography variant="body2">
            {t(`outcome.revocation.${outcome.revocation}`, { provider: outcome.provider })}
          </Typography>
        )}
      </Box>
      <IconButton aria-label={t('ui:close')} onClick={onDismiss}>
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}
