import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, useId } from 'react'
import { takeFocus } from '../../ui/take-focus.ts'

interface DialogShellProps {
  readonly title: string
  readonly children: ReactNode
  readonly keepLabel: string
  readonly confirmLabel: string
  readonly canConfirm: boolean
  readonly isBusy: boolean
  readonly isDestructive?: boolean
  /** False where the content has a field of its own that takes the keyboard. */
  readonly takesFocus?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** A question that shows much before it is answered. The harmless button has the focus. */
export function DialogShell(props: DialogShellProps) {
  const titleId = useId()
  const { isDestructive = false, takesFocus = true } = props
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId} sx={{ overflowWrap: 'anywhere' }}>
        {props.title}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {props.children}
      </DialogContent>
      <DialogActions>
        <Button
          {...(takesFocus ? { ref: takeFocus } : {})}
          variant="outlined"
          color="inherit"
          onClick={props.onClose}
        >
          {props.keepLabel}
        </Button>
        <Button
          variant="contained"
          color={isDestructive ? 'error' : 'primary'}
          disabled={!props.canConfirm}
          loading={props.isBusy}
          onClick={props.onConfirm}
        >
          {props.confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
