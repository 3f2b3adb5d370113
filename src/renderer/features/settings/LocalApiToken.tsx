import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useCreateLocalApiToken, useRevokeLocalApiToken } from '../../api/use-local-api.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'

type Asked = 'replace' | 'revoke'

/** The token of the local API: made, replaced and revoked here, and never seen. */
export function LocalApiToken({ madeAtMs }: { readonly madeAtMs: number | null }) {
  const { t } = useTranslation('localApi')
  const create = useCreateLocalApiToken()
  const revoke = useRevokeLocalApiToken()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = (): void => {
    setAsked(null)
  }
  // Of two things that were tried the later one counts.
  const make = (): void => {
    revoke.reset()
    create.mutate(null, {
      onSuccess: () => {
        notify({ tone: 'success', title: told('localApi:token.copied') })
      },
      onSettled: close,
    })
  }
  const end = (): void => {
    create.reset()
    revoke.mutate(null, {
      onSuccess: () => {
        notify({ tone: 'success', title: told('localApi:token.revoked') })
      },
      onSettled: close,
    })
  }
  const error = create.error ?? revoke.error
  return (
    <Section title={t('token.title')} description={t('token.description')}>
      <Setting id="token">
        <Typography sx={{ mb: 1.5 }}>
          {madeAtMs === null ? t('token.none') : t('token.made', { when: formatDateTime(madeAtMs) })}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {madeAtMs === null && (
            <Button variant="contained" loading={create.isPending} onClick={make}>
              {t('token.make')}
            </Button>
          )}
          {madeAtMs !== null && (
            <>
              <Button
                variant="outlined"
                color="inherit"
                onClick={() => {
                  setAsked('replace')
                }}
              >
                {t('token.another')}
              </Button>
              <Button
                variant="outlined"
                color="error"
                onClick={() => {
                  setAsked('revoke')
                }}
              >
                {t('token.revoke')}
              </Button>
            </>
          )}
        </Box>
      </Setting>
      <ConfirmDialog
        isOpen={asked === 'replace'}
        title={t('token.replaceQuestion')}
        confirmLabel={t('token.replaceConfirm')}
        cancelLabel={t('token.keep')}
        isBusy={create.isPending}
        onConfirm={make}
        onCancel={close}
      >
        {t('token.replaceBody')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'revoke'}
        title={t('token.revokeQuestion')}
        confirmLabel={t('token.revokeConfirm')}
        cancelLabel={t('token.keep')}
        isBusy={revoke.isPending}
        onConfirm={end}
        onCancel={close}
      >
        {t('token.revokeBody')}
      </ConfirmDialog>
      {error !== null && (
        <Box sx={{ mt: 1.5 }}>
          <ErrorNotice {...problemOf(error)} />
        </Box>
      )}
    </Section>
  )
}
