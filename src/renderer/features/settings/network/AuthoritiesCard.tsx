import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Authority } from '../../../../shared/model/network.ts'
import { problemOf } from '../../../api/client.ts'
import { useAddAuthorities, useRemoveAuthority } from '../../../api/use-network.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { formatDate } from '../../../ui/format.ts'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { Section } from '../../../ui/Section.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { Setting } from '../Setting.tsx'

/** Authorities that the user trusts besides the computer's own. */
export function AuthoritiesCard({ authorities }: { readonly authorities: readonly Authority[] }) {
  const { t } = useTranslation('network')
  const add = useAddAuthorities()
  const remove = useRemoveAuthority()
  const [leaving, setLeaving] = useState<Authority | null>(null)
  const error = add.error ?? remove.error
  return (
    <Section title={t('authorities.title')} description={t('authorities.description')}>
      <Setting id="authorities">
        <Box component="ul" aria-label={t('authorities.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {authorities.map((authority) => (
            <AuthorityLine
              key={authority.fingerprint}
              authority={authority}
              onRemove={() => {
                setLeaving(authority)
              }}
            />
          ))}
        </Box>
        <Button
          variant="outlined"
          color="inherit"
          sx={{ mt: authorities.length === 0 ? 0 : 1.5 }}
          loading={add.isPending}
          onClick={() => {
            add.mutate(undefined, {
              onSuccess: ({ added }) => {
                if (added === null) return
                notify({
                  tone: added === 0 ? 'info' : 'success',
                  title:
                    added === 0
                      ? told('network:authorities.noneNew')
                      : told('network:authorities.added', { count: added }),
                })
              },
            })
          }}
        >
          {t('authorities.add')}
        </Button>
        {error !== null && <ErrorNotice {...problemOf(error)} />}
      </Setting>
      {leaving !== null && (
        <ConfirmDialog
          isOpen
          title={t('authorities.removeTitle')}
          confirmLabel={t('authorities.removeConfirm')}
          cancelLabel={t('authorities.keep')}
          isBusy={remove.isPending}
          onCancel={() => {
            setLeaving(null)
          }}
          onConfirm={() => {
            remove.mutate(leaving.fingerprint, {
              onSuccess: () => {
                notify({ tone: 'success', title: told('network:authorities.removed') })
              },
              onSettled: () => {
                setLeaving(null)
              },
            })
          }}
        >
          {t('authorities.removeBody', { subject: leaving.subject })}
        </ConfirmDialog>
      )}
    </Section>
  )
}

interface AuthorityLineProps {
  readonly authority: Authority
  readonly onRemove: () => void
}

function AuthorityLine({ authority, onRemove }: AuthorityLineProps) {
  const { t } = useTranslation('network')
  const { subject, validFromMs, validToMs, fingerprint } = authority
  const nowMs = useNow()
  const isValid = validFromMs <= nowMs && nowMs <= validToMs
  const dates = { from: formatDate(validFromMs), to: formatDate(validToMs) }
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 2, alignItems: 'start', py: 1, borderTop: 1, borderColor: 'divider' }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography sx={{ fontWeight: 600 }}>
          <bdi>{subject}</bdi>
        </Typography>
        <Typography variant="body2" sx={{ color: isValid ? 'text.secondary' : 'error.main' }}>
          {t(isValid ? 'authorities.valid' : 'authorities.notValid', dates)}
        </Typography>
        <Typography variant="caption" component="p" dir="ltr" sx={{ color: 'text.secondary' }}>
          <code>{fingerprint}</code>
        </Typography>
      </Box>
      <Button
        size="small"
        color="inherit"
        aria-label={t('authorities.removeOf', { subject })}
        onClick={onRemove}
      >
        {t('authorities.remove')}
      </Button>
    </Box>
  )
}
