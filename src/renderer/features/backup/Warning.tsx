import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { ToneIcon } from '../../ui/ToneIcon.tsx'

/** A sentence that is not to be passed over. It is read out when it appears. */
export function Warning({ text }: { readonly text: string }) {
  return (
    <Box
      role="status"
      sx={{ display: 'flex', gap: 1.5, p: 1.5, border: 1, borderColor: 'warning.main', borderRadius: '8px' }}
    >
      <ToneIcon tone="warning" />
      <Typography variant="body2">{text}</Typography>
    </Box>
  )
}
