import { useTranslation } from 'react-i18next'
import type { Workspace } from '../../shared/model/workspace.ts'
import { problemOf } from '../api/client.ts'
import { useRenameWorkspace } from '../api/use-workspaces.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { WorkspaceNamesDialog } from '../ui/WorkspaceNamesDialog.tsx'

interface RenameWorkspaceDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

export function RenameWorkspaceDialog({ workspace, onClose }: RenameWorkspaceDialogProps) {
  const { t } = useTranslation('app')
  const rename = useRenameWorkspace()
  return (
    <WorkspaceNamesDialog
      title={t('workspace.renameTitle')}
      submitLabel={t('workspace.saveNames')}
      initial={{ user: workspace.user, organisation: workspace.organisation }}
      isBusy={rename.isPending}
      failure={rename.error && <ErrorNotice {...problemOf(rename.error)} />}
      onSubmit={(names) => {
        rename.mutate({ id: workspace.id, names }, { onSuccess: onClose })
      }}
      onCancel={onClose}
    />
  )
}
