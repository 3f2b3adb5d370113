import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiagnosticsFile } from '../../../../shared/model/diagnostics.ts'
import { problemOf } from '../../../api/client.ts'
import { useSaveDiagnostics } from '../../../api/use-diagnostics.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'

interface PreviewDialogProps {
  readonly id: string
  readonly files: readonly DiagnosticsFile[]
  readonly onClose: () => void
}

/** Every file of the diagnostics, as it would be saved. */
export function PreviewDialog({ id, files, onClose }: PreviewDialogProps) {
  const { t } = useTranslation('diagnostics')
  const titleId = useId()
  const save = useSaveDiagnostics()
  const [shown, setShown] = useState(files[0]?.name ?? '')
  const content = files.find(({ name }) => name === shown)?.content ?? ''
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId}>{t('preview.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <Typography variant="body2">{t('preview.body')}</Typography>
        <Tabs
          value={shown}
          onChange={(_event, name: string) => {
            setShown(name)
          }}
          aria-label={t('preview.files')}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          {files.map(({ name }) => (
            <Tab
              key={name}
              value={name}
              id={`${titleId}-${name}`}
              // One panel shows the file that is chosen.
              aria-controls={name === shown ? `${titleId}-panel` : undefined}
              label={<code translate="no">{name}</code>}
            />
          ))}
        </Tabs>
        <Box
          component="pre"
          role="tabpanel"
          id={`${titleId}-panel`}
          aria-labelledby={`${titleId}-${shown}`}
          tabIndex={0}
          dir="ltr"
          sx={{ m: 0, height: 360, overflow: 'auto', fontSize: '0.75rem', whiteSpace: 'pre' }}
        >
          <code>{content === '' ? t('preview.empty') : content}</code>
        </Box>
        {save.error !== null && <ErrorNotice {...problemOf(save.error)} />}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" color="inherit" onClick={onClose}>
          {t('preview.close')}
        </Button>
        <Button
          variant="contained"
          loading={save.isPending}
          onClick={() => {
            save.mutate(id, {
              onSuccess: ({ name }) => {
                if (name === null) return
                notify({ tone: 'success', title: told('diagnostics:preview.saved', { name }) })
                onClose()
              },
            })
          }}
        >
          {t('preview.save')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
