import Snackbar from '@mui/material/Snackbar'
import { fallSilent, useSpoken } from '../ui/spoken.ts'

const shownMs = 8_000

/** Says what a key or a button just did, at the bottom of whatever screen there is. */
export function SpokenToast() {
  const spoken = useSpoken()
  if (spoken === null) return null
  return (
    <Snackbar
      key={spoken.count}
      open
      message={spoken.text}
      autoHideDuration={shownMs}
      onClose={(_event, reason) => {
        if (reason !== 'clickaway') fallSilent()
      }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      slotProps={{ content: { role: 'status' } }}
      sx={{ position: 'absolute' }}
    />
  )
}
