import Box from '@mui/material/Box'

/** The first letter of a provider's name on a tile; the name itself always stands beside it. */
export function ProviderMark({ name }: { readonly name: string }) {
  return (
    <Box
      aria-hidden
      sx={{
        display: 'grid',
        placeItems: 'center',
        flexShrink: 0,
        width: 36,
        height: 36,
        borderRadius: 2,
        bgcolor: 'secondary.main',
        color: 'secondary.contrastText',
        fontWeight: 700,
      }}
    >
      {name.slice(0, 1)}
    </Box>
  )
}
