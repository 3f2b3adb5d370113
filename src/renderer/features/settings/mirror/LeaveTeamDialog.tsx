import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLeaveTeam } from '../../../api/use-mirror.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { MirrorFailure } from './MirrorFailure.tsx'

/** Asks before the mirror ends on this device, and whether the team's records go with it. */
export function LeaveTeamDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('mirror')
  const leave = useLeaveTeam()
  const [erases, setErases] = useState(false)
  return (
    <ConfirmDialog
      isOpen
      title={t('leave.title')}
      confirmLabel={t('leave.confirm')}
      cancelLabel={t('leave.keep')}
      isBusy={leave.isPending}
      onCancel={onClose}
      onConfirm={() => {
        leave.mutate(erases, {
          onSuccess: ({ isStillListed }) => {
            const stays = erases ? 'nothing' : isStillListed ? 'device' : 'records'
            notify({
              tone: 'success',
              title: told('mirror:leave.done'),
              body: [told(`mirror:leave.stays.${stays}`)],
            })
            onClose()
          },
        })
      }}
    >
      <Typography>{t(erases ? 'leave.bodyErases' : 'leave.body')}</Typography>
      <FormControlLabel
        control={
          <Checkbox
            checked={erases}
            onChange={(_event, checked) => {
              setErases(checked)
            }}
          />
        }
        label={t('leave.erases')}
        sx={{ mt: 1 }}
      />
      {erases && <Typography color="error">{t('leave.erasesHint')}</Typography>}
      {leave.error !== null && erases && <Typography sx={{ my: 1 }}>{t('leave.without')}</Typography>}
      {leave.error !== null && <MirrorFailure thrown={leave.error} />}
    </ConfirmDialog>
  )
}
