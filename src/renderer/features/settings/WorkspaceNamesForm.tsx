import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { type Workspace, type WorkspaceNames, workspaceNamesSchema } from '../../../shared/model/workspace.ts'
import { problemOf } from '../../api/client.ts'
import { useRenameWorkspace } from '../../api/use-workspaces.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

/** The workspace's person and organisation, to be changed in place. */
export function WorkspaceNamesForm({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useTranslation(['settings', 'ui'])
  const rename = useRenameWorkspace()
  const { register, handleSubmit, formState } = useForm<WorkspaceNames>({
    resolver: zodResolver(workspaceNamesSchema),
    defaultValues: { user: workspace.user, organisation: workspace.organisation },
  })
  const problemWith = (name: keyof WorkspaceNames): string | null => {
    const problem = formState.errors[name]
    if (problem === undefined) return null
    return t(problem.type === 'too_big' ? 'ui:workspaceNames.tooLong' : 'ui:workspaceNames.required')
  }
  const submit = handleSubmit((names) => {
    rename.mutate({ id: workspace.id, names })
  })
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        void submit(event)
      }}
      sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1.5, alignItems: 'start' }}
    >
      <TextField
        {...register('user')}
        label={t('ui:workspaceNames.user')}
        error={formState.errors.user !== undefined}
        helperText={problemWith('user')}
      />
      <TextField
        {...register('organisation')}
        label={t('ui:workspaceNames.organisation')}
        error={formState.errors.organisation !== undefined}
        helperText={problemWith('organisation')}
      />
      <Button
        type="submit"
        variant="contained"
        disabled={!formState.isDirty}
        loading={rename.isPending}
        sx={{ height: 38 }}
      >
        {t('workspace.save')}
      </Button>
      {rename.error !== null && (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <ErrorNotice {...problemOf(rename.error)} />
        </Box>
      )}
    </Box>
  )
}
