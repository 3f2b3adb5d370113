import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { type ContactPlace, siblingKey } from './contact-address.ts'
import { useGoToContact } from './use-leave-to-items.ts'
import { useProblemActions } from './use-problem-actions.ts'

interface ReadFailureProps {
  readonly problem: Problem
  readonly place: ContactPlace
  readonly provider: string
  readonly onRetry: () => void
}

/** Why the contact could not be fetched from the provider. What is here stays as it is. */
export function ReadFailure({ problem, place, provider, onRetry }: ReadFailureProps) {
  const { t } = useTranslation('contacts')
  const actions = useProblemActions(place.accountId, place.providerId)
  const goTo = useGoToContact()
  const { error } = problem
  if (error.kind === 'not-found') {
    return (
      <Typography variant="body2" role="alert" sx={{ color: 'warning.main' }}>
        {t('edit.gone', { provider })}. {t('held.goneKept')}
      </Typography>
    )
  }
  if (error.kind === 'merged-into') {
    return (
      <Typography variant="body2" component="div" role="alert" sx={{ color: 'warning.main' }}>
        {t('edit.merged')}. {t('edit.mergedBody', { provider })}{' '}
        <Button
          onClick={() => {
            goTo(siblingKey(place, error.currentId), { replace: true })
          }}
        >
          {t('edit.openCurrent')}
        </Button>
      </Typography>
    )
  }
  return <ErrorNotice {...problem} provider={provider} actions={actions(onRetry)} />
}
