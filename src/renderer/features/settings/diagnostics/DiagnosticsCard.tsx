import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../api/client.ts'
import { usePreviewDiagnostics } from '../../../api/use-diagnostics.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Setting } from '../Setting.tsx'
import { PreviewDialog } from './PreviewDialog.tsx'

/** The way to a diagnostics file: it is looked at before it is saved, and goes nowhere by itself. */
export function DiagnosticsCard() {
  const { t } = useTranslation('diagnostics')
  const preview = usePreviewDiagnostics()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Section title={t('save.title')} description={t('save.description')}>
      <Setting id="save">
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, alignItems: 'flex-start' }}>
          <Button
            variant="outlined"
            color="inherit"
            loading={preview.isPending}
            onClick={() => {
              preview.mutate(undefined, {
                onSuccess: () => {
                  setIsOpen(true)
                },
              })
            }}
          >
            {t('save.open')}
          </Button>
          {preview.error !== null && <ErrorNotice {...problemOf(preview.error)} />}
        </Box>
      </Setting>
      {isOpen && preview.data !== undefined && (
        <PreviewDialog
          {...preview.data}
          onClose={() => {
            setIsOpen(false)
          }}
        />
      )}
    </Section>
  )
}
