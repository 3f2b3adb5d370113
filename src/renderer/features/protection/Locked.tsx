import SkipIcon from '@mui/icons-material/LogoutOutlined'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useChooseSessionOnly } from '../../api/use-protection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChoiceCard } from './ChoiceCard.tsx'
import { RetryKeyStore } from './RetryKeyStore.tsx'
import { UnlockForm } from './UnlockForm.tsx'

interface LockedProps {
  readonly reason: 'passphrase' | 'key-locked' | 'key-unreadable'
}

/** There is a key that does not open now. It stays as it is, whichever way the user goes on. */
export function Locked({ reason }: LockedProps) {
  const { t } = useTranslation('protection')
  const goOn = useChooseSessionOnly()
  return (
    <>
      {reason === 'passphrase' ? <UnlockForm /> : <RetryKeyStore />}
      <ChoiceCard icon={<SkipIcon />} title={t('without.title')} body={t(`without.${reason}`)}>
        <Button
          variant="outlined"
          color="inherit"
          loading={goOn.isPending}
          onClick={() => {
            goOn.mutate()
          }}
        >
          {t('without.submit')}
        </Button>
        {goOn.error !== null && <ErrorNotice {...problemOf(goOn.error)} />}
      </ChoiceCard>
    </>
  )
}
