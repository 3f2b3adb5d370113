import { problemOf } from '../../api/client.ts'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../api/use-outbox.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { OutboxParts } from './OutboxParts.tsx'
import { StepButtons } from './StepButtons.tsx'

/** What was changed and is not sent yet, what needs the user, and how the changes of today ended. */
export function OutboxPage() {
  const { t } = useTranslation('outbox')
  const outbox = useOutbox()
  return (
    <Page maxWidth={1080}>
      <PageHeader title={t('title')} description={t('description')} />
      {outbox.error !== null && (
        <ErrorNotice {...problemOf(outbox.error)} actions={{ retry: () => void outbox.refetch() }} />
      )}
      {outbox.data !== undefined && (
        <>
          <StepButtons outbox={outbox.data} />
          <OutboxParts outbox={outbox.data} />
        </>
      )}
    </Page>
  )
}
