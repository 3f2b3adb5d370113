import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useDisconnectAccount } from '../../api/use-accounts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatCount } from '../../ui/format.ts'
import type { DisconnectionOutcome } from './OutcomeNotice.tsx'
import { UnsentChanges } from './UnsentChanges.tsx'

export interface DisconnectDialogProps {
  readonly account: Account
  readonly provider: ProviderDescriptor | null
  readonly itemCount: number
  readonly onClose: () => void
  readonly onDisconnected: (outcome: DisconnectionOutcome) => void
}

const choices = ['keep', 'wipe'] as const

/** Asks what becomes of the loaded data and whether the provider is told; says what that cannot do. */
export function DisconnectDialog(props: DisconnectDialogProps) {
  const { account, itemCount, onClose } = props
  const { t } = useTranslation('connections')
  const questionId = useId()
  const hintId = useId()
  const disconnect = useDisconnectAccount()
  const [data, setData] = useState<(typeof choices)[number]>('keep')
  const [wantsRevocation, setWantsRevocation] = useState(true)
  const provider = props.provider?.name ?? ''
  const isOwnToken = account.source === 'pasted-token'
  const canRevoke = props.provider?.capabilities.revocation === true && !isOwnToken
  const names = { account: account.label, provider, count: itemCount, shown: formatCount(itemCount) }

  return (
    <ConfirmDialog
      isOpen
      title={t('disconnectDialog.title', names)}
      confirmLabel={t('disconnectDialog.confirm')}
      cancelLabel={t('disconnectDialog.stay')}
      isBusy={disconnect.isPending}
      onConfirm={() => {
        disconnect.mutate(
          { accountId: account.id, data, revokes: canRevoke && wantsRevocation },
          {
            onSuccess: ({ revocation }) => {
              onClose()
              props.onDisconnected({
                account: account.label,
                provider,
                data,
                revocation: isOwnToken ? 'own-token' : canRevoke ? revocation : 'not-offered',
              })
            },
          },
        )
      }}
      onCancel={onClose}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <UnsentChanges account={account} fate={data === 'wipe' ? 'lost' : 'kept'} onShow={onClose} />
        <Typography variant="body2">{t('disconnectDialog.body', names)}</Typography>
        <FormControl>
          <FormLabel id={questionId} sx={{ typography: 'body1', fontWeight: 600, color: 'text.primary' }}>
            {t('disconnectDialog.question', names)}
          </FormLabel>
          <RadioGroup
            aria-labelledby={questionId}
            value={data}
            onChange={(_event, value) => {
              setData(value === 'wipe' ? 'wipe' : 'keep')
            }}
          >
            {choices.map((choice) => (
              <FormControlLabel
                key={choice}
                value={choice}
                control={<Radio size="small" />}
                label={t(`disconnectDialog.${choice}`)}
                slotProps={{ typography: { variant: 'body2' } }}
              />
            ))}
          </RadioGroup>
        </FormControl>
        {canRevoke ? (
          <Box>
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  checked={wantsRevocation}
                  onChange={(_event, checked) => {
                    setWantsRevocation(checked)
                  }}
                  slotProps={{ input: { 'aria-describedby': hintId } }}
                />
              }
              label={t('disconnectDialog.revoke', names)}
              slotProps={{ typography: { variant: 'body2' } }}
            />
            <Typography variant="caption" component="p" id={hintId} sx={{ color: 'text.secondary' }}>
              {t('disconnectDialog.revokeHint', names)}
            </Typography>
          </Box>
        ) : (
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {t(isOwnToken ? 'disconnectDialog.ownToken' : 'disconnectDialog.notOffered', names)}
          </Typography>
        )}
        {disconnect.error !== null && <ErrorNotice {...problemOf(disconnect.error)} provider={provider} />}
      </Box>
    </ConfirmDialog>
  )
}
