import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, useId } from 'react'
import { takeFocus } from './take-focus.ts'

interface ConfirmDialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly children: ReactNode
  /** Names the result, for example "Delete contact", never "OK". */
  readonly confirmLabel: string
  /** Names what stays, for example "Keep". */
  readonly cancelLabel: string
  readonly isBusy?: boolean
  /** False where it only costs something and nothing is lost. */
  readonly isDestructive?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before something that cannot be taken back or costs much. The harmless button has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const titleId = useId()
  const { isBusy = false, isDestructive = true } = props
  return (
    <Dialog open={props.isOpen} onClose={props.onCancel} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent sx={{ typography: 'body1' }}>{props.children}</DialogContent>
      <DialogActions>
        <Button ref={takeFocus} variant="outlined" color="inherit" onClick={props.onCancel}>
          {props.cancelLabel}
        </Button>
        <Button
          variant="contained"
          color={isDestructive ? 'error' : 'primary'}
          loading={isBusy}
          onClick={props.onConfirm}
        >
          {props.confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
