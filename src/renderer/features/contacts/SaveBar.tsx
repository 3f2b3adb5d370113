import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { useCommandKeys } from '../../api/use-command-keys.ts'
import type { Sending } from './use-sending.ts'

interface SaveBarProps {
  readonly saveLabel: string
  readonly resetLabel: string
  /** How far the form is, in a sentence. */
  readonly state: string
  readonly sending: Sending
  readonly provider: string
  readonly canSave: boolean
  readonly canReset: boolean
  readonly isBusy: boolean
  readonly onSaveAndNew: () => void
  readonly onReset: () => void
}

/** The foot of a form, in sight however long the form is. The form's own submission saves. */
export function SaveBar(props: SaveBarProps) {
  const { sending, provider, canSave, isBusy } = props
  const { t } = useTranslation('contacts')
  const { aria } = useCommandKeys()
  // In a form of its own page both save.
  const shortcuts = [aria('save'), aria('save-and-close')].filter((keys) => keys !== undefined).join(' ')
  return (
    <Box data-footer-actions sx={barLook}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
        <Button
          type="submit"
          variant="contained"
          disabled={!canSave}
          loading={isBusy}
          aria-keyshortcuts={shortcuts === '' ? undefined : shortcuts}
        >
          {props.saveLabel}
        </Button>
        <Button variant="outlined" disabled={!canSave || isBusy} onClick={props.onSaveAndNew}>
          {t('saveAndNew')}
        </Button>
        <Button
          variant="outlined"
          color="inherit"
          disabled={!props.canReset || isBusy}
          onClick={props.onReset}
        >
          {props.resetLabel}
        </Button>
      </Box>
      <Typography
        variant="caption"
        component="p"
        role="status"
        sx={{ m: 0, mt: 0.75, color: 'text.secondary' }}
      >
        {props.state}
        {sending !== 'now' && ` ${t(`sending.${sending}`, { provider })}`}
      </Typography>
    </Box>
  )
}

const barLook = {
  position: 'sticky',
  zIndex: 1,
  bottom: -24,
  mx: -2.5,
  mb: -2.5,
  px: 2.5,
  pt: 1.5,
  pb: 2,
  borderTop: 1,
  borderColor: 'divider',
  borderRadius: '0 0 8px 8px',
  bgcolor: 'background.paper',
} as const
