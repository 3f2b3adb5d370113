import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { workspaceName } from '../../../shared/model/workspace.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useBackups, useBackupSteps } from '../../api/use-backups.ts'
import { isolated } from '../../copy/isolated.ts'
import { closeBackups } from '../../ui/backup-request.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'
import { BackupForm } from './BackupForm.tsx'
import { Progress } from './Progress.tsx'

/** Makes a backup of the open workspace. It may be closed: the backup goes on. */
export function BackupDialog() {
  const { t } = useTranslation('backup')
  const titleId = useId()
  const { workspace } = useAppState()
  const { start, cancel } = useBackupSteps()
  const run = useBackups().data?.backup ?? null
  const isBegun = start.data?.isBegun === true
  const isRunning = run?.state === 'running'
  const name = isolated(run?.fileName ?? '')
  const canStart = workspace !== null && !workspace.isSample
  const formId = useId()
  const isForm = canStart && !isRunning && !(isBegun && run?.state === 'done')
  return (
    <Dialog open onClose={closeBackups} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{t('make.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {workspace?.isSample === true && <DialogContentText>{t('make.sample')}</DialogContentText>}
        {isForm && (
          <>
            <DialogContentText variant="body2">
              {t('make.lead', { workspace: workspaceName(workspace) })}
            </DialogContentText>
            <BackupForm
              id={formId}
              onSubmit={(wanted) => {
                start.mutate(wanted)
              }}
            />
          </>
        )}
        {isRunning && (
          <Progress
            label={t('make.progress')}
            words={t('make.running', { name, done: run.done })}
            done={run.done}
          />
        )}
        <Typography role="status" sx={{ overflowWrap: 'anywhere', '&:empty': { display: 'none' } }}>
          {isBegun && run?.state === 'done' && t('make.done', { name })}
          {isBegun && run?.state === 'cancelled' && t('make.cancelled')}
        </Typography>
        {isBegun && run?.state === 'done' && <Typography variant="body2">{t('make.lost')}</Typography>}
        {isBegun && run?.state === 'failed' && run.problem !== null && <ErrorNotice {...run.problem} />}
        {start.error !== null && <ErrorNotice {...problemOf(start.error)} />}
      </DialogContent>
      <DialogActions>
        {isRunning && (
          <Button
            color="inherit"
            onClick={() => {
              cancel.mutate()
            }}
          >
            {t('make.cancel')}
          </Button>
        )}
        <Button
          variant="outlined"
          color="inherit"
          {...(isForm ? {} : { ref: takeFocus })}
          onClick={closeBackups}
        >
          {t('make.close')}
        </Button>
        {isForm && (
          <Button type="submit" form={formId} variant="contained" loading={start.isPending}>
            {t('make.start')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
