import ExploreOffIcon from '@mui/icons-material/ExploreOffOutlined'
import Button from '@mui/material/Button'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

/** An address without a screen. */
export function NotFound() {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  return (
    <main>
      <Page>
        <PageHeader title={t('notFound.title')} />
        <EmptyState
          icon={<ExploreOffIcon />}
          title={t('notFound.heading')}
          actions={
            <Button variant="contained" onClick={() => void navigate({ to: '/' })}>
              {t('notFound.goHome')}
            </Button>
          }
        >
          {t('notFound.body')}
        </EmptyState>
      </Page>
    </main>
  )
}
