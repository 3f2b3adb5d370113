import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import type { useRemoveClient } from '../../api/use-clients.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { Section } from '../../ui/Section.tsx'

interface RemoveClientProps {
  readonly provider: ProviderDescriptor
  readonly removal: ReturnType<typeof useRemoveClient>
}

/** Forgets the app, after a question. */
export function RemoveClient({ provider, removal }: RemoveClientProps) {
  const { t } = useTranslation(['settings', 'notices'])
  const [isAsking, setIsAsking] = useState(false)
  const name = { provider: provider.name }
  return (
    <Section title={t('remove.title')} description={t('remove.description', name)}>
      <Button
        variant="outlined"
        color="error"
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('remove.start')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('remove.question', name)}
        confirmLabel={t('remove.confirm')}
        cancelLabel={t('remove.cancel')}
        isBusy={removal.isPending}
        onConfirm={() => {
          removal.mutate(provider.id, {
            onSuccess: () => {
              notify({ tone: 'success', title: told('notices:saved.clientRemoved', name) })
            },
            onSettled: () => {
              setIsAsking(false)
            },
          })
        }}
        onCancel={() => {
          setIsAsking(false)
        }}
      >
        {t('remove.consequence', name)}
      </ConfirmDialog>
      {removal.error !== null && (
        <Box sx={{ mt: 1.5 }}>
          <ErrorNotice {...problemOf(removal.error)} provider={provider.name} />
        </Box>
      )}
    </Section>
  )
}
