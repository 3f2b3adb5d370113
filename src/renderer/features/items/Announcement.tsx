import Snackbar from '@mui/material/Snackbar'
import { useNavigate, useRouterState } from '@tanstack/react-router'

const shownMs = 8_000

/** Says what was done on the screen that led here. */
export function Announcement() {
  const navigate = useNavigate()
  const announcement = useRouterState({ select: ({ location }) => location.state.announcement })
  const forget = (): void => {
    void navigate({ to: '.', search: true, state: {}, replace: true })
  }
  return (
    <Snackbar
      key={announcement}
      open={announcement !== undefined}
      message={announcement}
      autoHideDuration={shownMs}
      onClose={(_event, reason) => {
        if (reason !== 'clickaway') forget()
      }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      // Within the screen, so that it never covers what can be taken back below it.
      sx={{ position: 'absolute' }}
      slotProps={{ content: { role: 'status' } }}
    />
  )
}
