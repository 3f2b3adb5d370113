import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useRetryKeyStore } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'

export function RetryKeyStore() {
  const { t } = useTranslation('protection')
  const retry = useRetryKeyStore()
  const problem = retry.error === null ? null : problemOf(retry.error)
  const isStillLocked = problem?.error.kind === 'vault-unavailable'
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, alignItems: 'flex-start' }}>
      <Button
        ref={takeFocus}
        size="large"
        variant="contained"
        loading={retry.isPending}
        onClick={() => {
          retry.mutate()
        }}
      >
        {t('locked.retry')}
      </Button>
      <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
        {isStillLocked && t('locked.still')}
      </Typography>
      {problem !== null && !isStillLocked && <ErrorNotice {...problem} />}
    </Box>
  )
}
