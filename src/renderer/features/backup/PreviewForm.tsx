import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { BackupPreview } from '../../../shared/model/backup.ts'
import { type WorkspaceNames, workspaceNamesSchema } from '../../../shared/model/workspace.ts'
import { formatCount, formatDateTime } from '../../ui/format.ts'
import { takeFocus } from '../../ui/take-focus.ts'
import { Warning } from './Warning.tsx'

interface PreviewFormProps {
  readonly id: string
  readonly preview: BackupPreview
  readonly onSubmit: (names: WorkspaceNames) => void
}

/** What a backup holds, and what its workspace is to be called. */
export function PreviewForm({ id, preview, onSubmit }: PreviewFormProps) {
  const { t } = useTranslation('backup')
  const namesId = useId()
  const { register, handleSubmit, formState } = useForm<WorkspaceNames>({
    resolver: zodResolver(workspaceNamesSchema),
    defaultValues: preview.names,
  })
  const problemOf = (name: keyof WorkspaceNames): string | null => {
    const problem = formState.errors[name]
    if (problem === undefined) return null
    return t(problem.type === 'too_big' ? 'restore.tooLong' : 'restore.missing')
  }
  const submit = handleSubmit(onSubmit)
  const facts = [
    [t('restore.madeAt'), formatDateTime(preview.madeAtMs)],
    [t('restore.madeBy'), preview.appVersion],
    [t('restore.items'), formatCount(preview.itemCount)],
    [t('restore.accounts'), formatCount(preview.accountCount)],
    [t('restore.waiting'), formatCount(preview.waitingCount)],
    [t('restore.signIns'), t(preview.hasSignIns ? 'restore.with' : 'restore.without')],
  ] as const
  return (
    <form
      id={id}
      noValidate
      style={{ display: 'flex', flexDirection: 'column', gap: 16 }}
      onSubmit={(event) => {
        void submit(event)
      }}
    >
      <Box component="dl" sx={factsLook}>
        {facts.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Box>
        ))}
      </Box>
      {preview.waitingCount > 0 && <Warning text={t('restore.held', { count: preview.waitingCount })} />}
      <Typography variant="subtitle2" component="h3" id={namesId}>
        {t('restore.names')}
      </Typography>
      <Box
        role="group"
        aria-labelledby={namesId}
        sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 2 }}
      >
        <TextField
          {...register('user')}
          label={t('restore.user')}
          required
          inputRef={takeFocus}
          error={formState.errors.user !== undefined}
          helperText={problemOf('user')}
        />
        <TextField
          {...register('organisation')}
          label={t('restore.organisation')}
          required
          error={formState.errors.organisation !== undefined}
          helperText={problemOf('organisation')}
        />
      </Box>
    </form>
  )
}

const factsLook = {
  display: 'grid',
  gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
  columnGap: 2,
  rowGap: 0.75,
  m: 0,
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, overflowWrap: 'anywhere' },
} as const
