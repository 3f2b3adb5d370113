import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MirroredAccount } from '../../../../shared/model/mirror.ts'
import { useAccounts } from '../../../api/use-accounts.ts'
import { useSettleAccount, useShareAccount } from '../../../api/use-mirror.ts'
import { useProviders } from '../../../api/use-providers.ts'
import { useRelativeTime } from '../../../ui/RelativeTime.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Setting } from '../Setting.tsx'
import { MirrorFailure } from './MirrorFailure.tsx'

/** Which accounts of the open workspace the team shares, one switch each: nothing is shared unasked. Null: no team. */
export function SharedAccounts({ mirrored }: { readonly mirrored: readonly MirroredAccount[] | null }) {
  const { t } = useTranslation('mirror')
  const accounts = useAccounts().data ?? []
  const providers = useProviders().data ?? []
  const share = useShareAccount()
  const settle = useSettleAccount()
  const error = share.error ?? settle.error
  return (
    <Section title={t('shared.title')} description={t('shared.description')}>
      <Setting id="shared">
        {(mirrored === null || mirrored.length === 0) && (
          <Typography variant="body2">{t(mirrored === null ? 'teamFirst' : 'shared.none')}</Typography>
        )}
        {mirrored?.map((one) => {
          const account = accounts.find(({ id }) => id === one.accountId)
          const provider = providers.find(({ id }) => id === account?.providerId)?.name ?? ''
          return account === undefined ? null : (
            <AccountLine
              key={one.accountId}
              mirrored={one}
              name={t('shared.name', { provider, label: account.label })}
              isBusy={share.isPending || settle.isPending}
              onShare={(isShared) => {
                share.mutate({ accountId: one.accountId, isShared })
              }}
              onSettle={() => {
                settle.mutate(one.accountId)
              }}
            />
          )
        })}
        {error !== null && (
          <Box sx={{ mt: 1.5 }}>
            <MirrorFailure thrown={error} />
          </Box>
        )}
      </Setting>
    </Section>
  )
}

interface AccountLineProps {
  readonly mirrored: MirroredAccount
  readonly name: string
  readonly isBusy: boolean
  readonly onShare: (isShared: boolean) => void
  readonly onSettle: () => void
}

function AccountLine({ mirrored, name, isBusy, onShare, onSettle }: AccountLineProps) {
  const { t } = useTranslation('mirror')
  const factsId = useId()
  const when = useRelativeTime()
  const { isShared, canBeShared, rotation, isOwner, state, steppedAtMs } = mirrored
  const needsYou = state === 'rolled-back' || state === 'unreadable'
  const facts = [
    ...(canBeShared ? [t(`shared.state.${state}`)] : [t('shared.cannot')]),
    ...(isShared && rotation === 'single-use' ? [t(isOwner ? 'shared.owner' : 'shared.notOwner')] : []),
    ...(isShared && steppedAtMs !== null ? [t('shared.stepped', { when: when(steppedAtMs) })] : []),
  ]
  return (
    <Box sx={{ py: 1.25, borderTop: 1, borderColor: 'divider' }}>
      <FormControlLabel
        control={
          <Switch
            checked={isShared}
            disabled={!canBeShared || isBusy}
            onChange={(_event, checked) => {
              onShare(checked)
            }}
            slotProps={{ input: { role: 'switch', 'aria-describedby': factsId } }}
          />
        }
        label={<bdi>{name}</bdi>}
        sx={{ ml: 0 }}
        slotProps={{ typography: { variant: 'body1', sx: { ml: 1.25, overflowWrap: 'anywhere' } } }}
      />
      <Typography
        id={factsId}
        variant="body2"
        sx={{ color: needsYou ? 'warning.main' : 'text.secondary', mt: 0.5 }}
      >
        {facts.join(' ')}
      </Typography>
      {needsYou && (
        <Button variant="outlined" color="inherit" sx={{ mt: 1 }} disabled={isBusy} onClick={onSettle}>
          {t('shared.settle')}
        </Button>
      )}
    </Box>
  )
}
