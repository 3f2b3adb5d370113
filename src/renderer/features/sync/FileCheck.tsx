import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useCheckStorage } from '../../api/use-storage.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

/** Reads the whole file on demand and says what it found. */
export function FileCheck() {
  const { t } = useTranslation('sync')
  const check = useCheckStorage()
  const problems = check.data?.problems
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          color="inherit"
          sx={{ minWidth: 132 }}
          loading={check.isPending}
          onClick={() => {
            check.mutate()
          }}
        >
          {t('storage.check')}
        </Button>
        <Typography variant="body2" sx={{ flex: 1, minWidth: 240, color: 'text.secondary' }}>
          {t('storage.checkHint')}
        </Typography>
      </Box>
      <Typography role="status" variant="body2" component="div" sx={{ '& > span': { fontWeight: 600 } }}>
        {check.isPending && <span>{t('storage.checking')}</span>}
        {problems?.length === 0 && <span>{t('storage.checked')}</span>}
        {problems !== undefined && problems.length > 0 && (
          <>
            <span>{t('storage.problems', { count: problems.length })}</span> {t('storage.problemsAdvice')}
          </>
        )}
      </Typography>
      {problems !== undefined && problems.length > 0 && (
        <Box
          component="ul"
          aria-label={t('storage.problemList')}
          sx={{ m: 0, pl: 2.5, typography: 'body2', overflowWrap: 'anywhere' }}
        >
          {problems.map((problem, index) => (
            // The database may say the same twice, of two places.
            <li key={index}>
              <code>{problem}</code>
            </li>
          ))}
        </Box>
      )}
      {check.error !== null && <ErrorNotice {...problemOf(check.error)} />}
    </Box>
  )
}
