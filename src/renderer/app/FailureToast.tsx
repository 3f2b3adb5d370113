import Box from '@mui/material/Box'
import Snackbar from '@mui/material/Snackbar'
import { dismissFailure, useAnnouncedFailure } from '../api/announced-failure.ts'
import { problemOf } from '../api/client.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useUndoOffers } from '../ui/undo-offer.ts'
import { undoLineHeight } from './UndoBar.tsx'

/** Long enough to read three sentences; the pointer or the focus on it stops the clock. */
const shownMs = 12_000

/** Says that something failed which has no place of its own on the screen. */
export function FailureToast() {
  const failure = useAnnouncedFailure()
  const offers = useUndoOffers().length
  if (failure === null) return null
  return (
    <Snackbar
      open
      autoHideDuration={shownMs}
      onClose={(_event, reason) => {
        if (reason !== 'clickaway') dismissFailure()
      }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      // What can be taken back stays in reach.
      sx={{ mb: `${String(offers * undoLineHeight)}px` }}
    >
      <Box sx={{ maxWidth: 460, boxShadow: 6, borderRadius: '8px' }}>
        <ErrorNotice {...problemOf(failure)} onDismiss={dismissFailure} />
      </Box>
    </Snackbar>
  )
}
