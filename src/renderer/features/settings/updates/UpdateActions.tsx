import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../../../shared/model/updates.ts'
import {
  useCheckForUpdate,
  useDownloadUpdate,
  useOpenUpdatePage,
  usePlanUpdate,
  useRestartToUpdate,
} from '../../../api/use-updates.ts'

/** What can be done about it now. Nothing of it happens by itself but what the settings say. */
export function UpdateActions({ update }: { readonly update: UpdateState }) {
  const { t } = useTranslation('settings')
  const check = useCheckForUpdate()
  const download = useDownloadUpdate()
  const plan = usePlanUpdate()
  const restart = useRestartToUpdate()
  const page = useOpenUpdatePage()
  const { state } = update
  if (state === 'downloading') {
    return (
      <LinearProgress
        variant="determinate"
        value={update.percent}
        aria-label={t('updates.status')}
        sx={{ mt: 1.5 }}
      />
    )
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
      {state === 'ready' && (
        <>
          <Button variant="contained" disabled={restart.isPending} onClick={() => restart.mutate()}>
            {t('updates.restart')}
          </Button>
          {update.plan === 'later' ? (
            <Button onClick={() => plan.mutate('on-quit')}>{t('updates.onQuit')}</Button>
          ) : (
            <Button onClick={() => plan.mutate('later')}>{t('updates.later')}</Button>
          )}
        </>
      )}
      {state === 'available' && (
        <Button variant="contained" disabled={download.isPending} onClick={() => download.mutate(null)}>
          {t('updates.download', { version: update.version })}
        </Button>
      )}
      {state === 'notify-only' && (
        <Button variant="contained" onClick={() => page.mutate()}>
          {t('updates.page')}
        </Button>
      )}
      {state !== 'ready' && (
        <Button disabled={state === 'checking' || check.isPending} onClick={() => check.mutate(null)}>
          {t('updates.check')}
        </Button>
      )}
    </Box>
  )
}
