import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/client.ts'
import { useCreateWorkspace } from '../api/use-workspaces.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { WorkspaceNamesDialog } from '../ui/WorkspaceNamesDialog.tsx'

/** Creates a workspace, opens it and goes on to connecting its first account. */
export function NewWorkspaceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const create = useCreateWorkspace()
  return (
    <WorkspaceNamesDialog
      title={t('workspace.newTitle')}
      submitLabel={t('workspace.create')}
      initial={{ user: '', organisation: '' }}
      isBusy={create.isPending}
      failure={create.error && <ErrorNotice {...problemOf(create.error)} />}
      onSubmit={(names) => {
        create.mutate(names, { onSuccess: () => void navigate({ to: '/connections/new' }) })
      }}
      onCancel={onClose}
    />
  )
}
