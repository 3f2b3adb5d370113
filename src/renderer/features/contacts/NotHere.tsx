import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useReadContact } from '../../api/use-contacts.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { type ContactPlace, siblingKey } from './contact-address.ts'
import { ReadFailure } from './ReadFailure.tsx'
import { useGoToContact } from './use-leave-to-items.ts'

interface NotHereProps {
  readonly place: ContactPlace
  readonly provider: string
}

/** The contact was never loaded, or it is gone; the provider may know. */
export function NotHere({ place, provider }: NotHereProps) {
  const { t } = useTranslation('contacts')
  const read = useReadContact()
  const goTo = useGoToContact()
  const look = (): void => {
    read.mutate({ accountId: place.accountId, externalId: place.externalId })
  }
  const failure = read.error?.error
  if (failure?.kind === 'merged-into') {
    return (
      <EmptyState
        title={t('edit.merged')}
        actions={
          <Button
            variant="contained"
            onClick={() => {
              goTo(siblingKey(place, failure.currentId), { replace: true })
            }}
          >
            {t('edit.openCurrent')}
          </Button>
        }
      >
        {t('edit.mergedBody', { provider })}
      </EmptyState>
    )
  }
  return (
    <>
      <EmptyState
        title={failure?.kind === 'not-found' ? t('edit.gone', { provider }) : t('edit.notHere')}
        actions={
          failure?.kind !== 'not-found' && (
            <Button variant="contained" loading={read.isPending} onClick={look}>
              {t('edit.lookThere', { provider })}
            </Button>
          )
        }
      >
        {failure?.kind === 'not-found' ? t('edit.goneBody') : t('edit.notHereBody')}
      </EmptyState>
      {read.error !== null && failure?.kind !== 'not-found' && (
        <ReadFailure problem={problemOf(read.error)} place={place} provider={provider} onRetry={look} />
      )}
    </>
  )
}
