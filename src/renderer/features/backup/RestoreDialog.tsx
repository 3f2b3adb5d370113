import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type WorkspaceId, workspaceName } from '../../../shared/model/workspace.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useBackups, useBackupSteps } from '../../api/use-backups.ts'
import { useOpenWorkspace } from '../../api/use-workspaces.ts'
import { closeBackups } from '../../ui/backup-request.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { takeFocus } from '../../ui/take-focus.ts'
import { PreviewForm } from './PreviewForm.tsx'
import { Progress } from './Progress.tsx'
import { UnlockBackup } from './UnlockBackup.tsx'

/** Brings a backup back, step by step. It may be closed: a restore that was begun goes on. */
export function RestoreDialog() {
  const { t } = useTranslation('backup')
  const titleId = useId()
  const formId = useId()
  const navigate = useNavigate()
  const steps = useBackupSteps()
  const openWorkspace = useOpenWorkspace()
  const restore = useBackups().data?.restore ?? null
  const phase = restore?.phase ?? null
  const workspaces = useAppState().workspaces
  const made = workspaces.find(({ id }) => id === restore?.workspaceId)
  const doneName = made === undefined ? '' : workspaceName(made)
  const close = (): void => {
    closeBackups()
    if (phase !== 'restoring' && phase !== null) steps.dismiss.mutate()
  }
  const open = (id: WorkspaceId): void => {
    openWorkspace.mutate(id, {
      onSuccess: () => {
        close()
        void navigate({ to: '/items' })
      },
    })
  }
  const unlockError = steps.unlock.error === null ? null : problemOf(steps.unlock.error)
  const isWrong = unlockError?.error.kind === 'wrong-passphrase'
  // The passphrase's own words stand at its field.
  const failures = [
    steps.choose.error === null ? null : problemOf(steps.choose.error),
    isWrong ? null : unlockError,
    steps.restore.error === null ? null : problemOf(steps.restore.error),
    openWorkspace.error === null ? null : problemOf(openWorkspace.error),
    phase === 'opened' ? (restore?.problem ?? null) : null,
  ].filter((failure) => failure !== null)
  const choose = (): void => {
    steps.unlock.reset()
    steps.restore.reset()
    steps.choose.mutate()
  }
  return (
    <Dialog open onClose={close} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{t('restore.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {/* Before what is filled in: below it, a small window would not show it. */}
        {failures.map((failure) => (
          <ErrorNotice key={failure.error.kind} {...failure} />
        ))}
        {(phase === null || phase === 'chosen') && (
          <DialogContentText variant="body2">{t('restore.lead')}</DialogContentText>
        )}
        {restore !== null && phase !== 'done' && (
          <Typography sx={{ overflowWrap: 'anywhere' }}>
            {t('restore.file', { name: restore.fileName })}
          </Typography>
        )}
        {phase === 'chosen' && (
          <UnlockBackup
            key={restore?.fileName}
            id={formId}
            isWrong={isWrong}
            onSubmit={(passphrase) => {
              steps.unlock.mutate(passphrase)
            }}
          />
        )}
        {restore?.preview != null && phase === 'opened' && (
          <PreviewForm
            id={formId}
            preview={restore.preview}
            onSubmit={(names) => {
              steps.restore.mutate(names)
            }}
          />
        )}
        {restore !== null && phase === 'restoring' && (
          <Progress
            label={t('restore.progress')}
            words={t('restore.running', { done: restore.done })}
            done={restore.done}
          />
        )}
        {phase === 'done' && (
          <Typography role="status">{t('restore.done', { workspace: doneName })}</Typography>
        )}
      </DialogContent>
      <DialogActions>
        {(phase === 'chosen' || phase === 'opened') && (
          <Button color="inherit" onClick={choose} sx={{ marginInlineEnd: 'auto' }}>
            {t('restore.another')}
          </Button>
        )}
        {phase === 'restoring' && (
          <Button
            color="inherit"
            onClick={() => {
              steps.dismiss.mutate()
            }}
          >
            {t('restore.stop')}
          </Button>
        )}
        <Button variant="outlined" color="inherit" onClick={close}>
          {t('restore.close')}
        </Button>
        {phase === null && (
          <Button ref={takeFocus} variant="contained" loading={steps.choose.isPending} onClick={choose}>
            {t('restore.choose')}
          </Button>
        )}
        {phase === 'chosen' && (
          <Button type="submit" form={formId} variant="contained" loading={steps.unlock.isPending}>
            {t('restore.unlock')}
          </Button>
        )}
        {phase === 'opened' && (
          <Button type="submit" form={formId} variant="contained" loading={steps.restore.isPending}>
            {t('restore.submit')}
          </Button>
        )}
        {restore?.workspaceId != null && phase === 'done' && (
          <OpenButton
            id={restore.workspaceId}
            isBusy={openWorkspace.isPending}
            label={t('restore.open')}
            onOpen={open}
          />
        )}
      </DialogActions>
    </Dialog>
  )
}

interface OpenButtonProps {
  readonly id: WorkspaceId
  readonly isBusy: boolean
  readonly label: string
  readonly onOpen: (id: WorkspaceId) => void
}

function OpenButton({ id, isBusy, label, onOpen }: OpenButtonProps) {
  return (
    <Button
      ref={takeFocus}
      variant="contained"
      loading={isBusy}
      onClick={() => {
        onOpen(id)
      }}
    >
      {label}
    </Button>
  )
}
