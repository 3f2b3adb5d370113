import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { NeedReason } from '../../../shared/model/change.ts'
import { useRetryChanges } from '../../api/use-outbox.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { labelInText } from './conflict-choice.ts'
import type { NeedProps } from './line-props.ts'
import { NeedButton, NeedText } from './NeedText.tsx'
import { useScopeWords } from '../../ui/use-scope-words.ts'
import { useWaysOut } from './use-ways-out.ts'

type ReasonOf<Kind extends NeedReason['kind']> = Extract<NeedReason, { kind: Kind }>

/** The provider did not accept values. */
export function Refused({
  change,
  place,
  reason,
  onDiscard,
}: NeedProps & { readonly reason: ReasonOf<'refused'> }) {
  const { t } = useTranslation('outbox')
  const { edit } = useWaysOut(change)
  const [first] = reason.fields
  const lines = reason.fields.map(({ label, message }) => t('needs.refusedField', { field: label, message }))
  return (
    <NeedText
      title={t('needs.refused', { provider: place.providerName })}
      actions={
        <>
          <NeedButton variant="contained" onClick={edit}>
            {first === undefined ? t('needs.fixOther') : t('needs.fix', { field: labelInText(first.label) })}
          </NeedButton>
          <NeedButton onClick={onDiscard}>{t('needs.discardEdit')}</NeedButton>
        </>
      }
    >
      <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
        {/* The provider's own words: text, whatever they hold. */}
        {(lines.length > 0 ? lines : [reason.message]).map((line) => (
          <Box key={line} sx={{ color: 'error.main' }}>
            <bdi>{line}</bdi>
          </Box>
        ))}
        {reason.sentCount > 0 && t('needs.refusedSent', { count: reason.sentCount })}
      </Box>
    </NeedText>
  )
}

/** The connection may not do it; a sign-in that asks for more mends that, and the edit waits for it. */
export function MissingPermission({
  change,
  place,
  reason,
  onDiscard,
}: NeedProps & { readonly reason: ReasonOf<'missing-permission'> }) {
  const { t } = useTranslation('outbox')
  const { reconnect } = useWaysOut(change)
  const scopes = useScopeWords()(reason.scopes, place.provider?.scopes ?? [])
  return (
    <NeedText
      title={t('needs.permission')}
      actions={
        <>
          <NeedButton
            variant="contained"
            onClick={() => {
              reconnect('write')
            }}
          >
            {t('needs.reconnectToEdit')}
          </NeedButton>
          <NeedButton onClick={onDiscard}>{t('needs.discardEdit')}</NeedButton>
        </>
      }
    >
      <Typography variant="body2">
        {t('needs.permissionBody')}
        {scopes.length > 0 && ` ${t('needs.scopes', { scopes: scopes.join(', ') })}`}
      </Typography>
    </NeedText>
  )
}

/** Whatever else went wrong; null where nobody said what. */
export function Failed({
  change,
  place,
  reason,
  onDiscard,
}: NeedProps & { readonly reason: ReasonOf<'failed'> | null }) {
  const { t } = useTranslation('outbox')
  const retry = useRetryChanges()
  const waysOut = useWaysOut(change)
  const again = (): void => {
    retry.mutate([change.id])
  }
  return (
    <>
      {reason !== null && (
        <ErrorNotice
          error={reason.error}
          reference={reason.reference}
          provider={place.providerName}
          actions={{
            retry: again,
            reconnect: () => {
              waysOut.reconnect()
            },
            'set-client': waysOut.setClient,
            'work-online': waysOut.workOnline,
          }}
        />
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 0.5 }}>
        {reason === null && <NeedButton onClick={again}>{t('actions.tryAgain')}</NeedButton>}
        {(change.kind === 'create' || change.kind === 'update') && (
          <NeedButton onClick={waysOut.edit}>{t('actions.edit')}</NeedButton>
        )}
        <NeedButton onClick={onDiscard}>{t('actions.discard')}</NeedButton>
      </Box>
    </>
  )
}
