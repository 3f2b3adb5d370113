import NoLockIcon from '@mui/icons-material/LockOpenOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useChooseSessionOnly, useRetryKeyStore } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChoiceCard } from './ChoiceCard.tsx'
import { NewPassphraseForm } from './NewPassphraseForm.tsx'

/** At the first start without a key store that can be trusted. Neither way is taken without a word. */
export function ChooseProtection() {
  const { t } = useTranslation('protection')
  const sessionOnly = useChooseSessionOnly()
  const retry = useRetryKeyStore()
  const isStillMissing = retry.error !== null && problemOf(retry.error).error.kind === 'vault-unavailable'
  return (
    <>
      <ChoiceCard icon={<LockIcon />} title={t('choose.passphrase.title')} body={t('choose.passphrase.body')}>
        <NewPassphraseForm />
      </ChoiceCard>
      <ChoiceCard icon={<NoLockIcon />} title={t('choose.nothing.title')} body={t('choose.nothing.body')}>
        <Button
          variant="outlined"
          loading={sessionOnly.isPending}
          onClick={() => {
            sessionOnly.mutate()
          }}
        >
          {t('choose.nothing.submit')}
        </Button>
        {sessionOnly.error !== null && (
          <Box sx={{ mt: 2 }}>
            <ErrorNotice {...problemOf(sessionOnly.error)} />
          </Box>
        )}
      </ChoiceCard>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }} role="status">
          {t(isStillMissing ? 'choose.keyStore.still' : 'choose.keyStore.body')}
        </Typography>
        <Button
          variant="text"
          loading={retry.isPending}
          onClick={() => {
            retry.mutate()
          }}
        >
          {t('choose.keyStore.retry')}
        </Button>
      </Box>
      {retry.error !== null && !isStillMissing && <ErrorNotice {...problemOf(retry.error)} />}
    </>
  )
}
