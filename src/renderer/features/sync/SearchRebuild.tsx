import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useRebuildSearch } from '../../api/use-storage.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

/** Rebuilds the search index on demand. */
export function SearchRebuild() {
  const { t } = useTranslation('sync')
  const rebuild = useRebuildSearch()
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mt: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          color="inherit"
          sx={{ minWidth: 132 }}
          loading={rebuild.isPending}
          onClick={() => {
            rebuild.mutate()
          }}
        >
          {t('storage.rebuild')}
        </Button>
        <Typography variant="body2" sx={{ flex: 1, minWidth: 240, color: 'text.secondary' }}>
          {t('storage.rebuildHint')}
        </Typography>
      </Box>
      <Typography role="status" variant="body2" sx={{ fontWeight: 600 }}>
        {rebuild.isPending && t('storage.rebuilding')}
        {rebuild.isSuccess && t('storage.rebuilt')}
      </Typography>
      {rebuild.error !== null && <ErrorNotice {...problemOf(rebuild.error)} />}
    </Box>
  )
}
