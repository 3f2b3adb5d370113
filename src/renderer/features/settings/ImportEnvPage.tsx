import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnvPreview } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor, ProviderId } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useChooseEnvFile, useImportEnv } from '../../api/use-clients.ts'
import { useProviders } from '../../api/use-providers.ts'
import { BackButton } from '../../ui/BackButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { formatList } from '../../ui/format.ts'
import { EnvClients } from './EnvClients.tsx'

/** Takes over a predecessor's `.env`: choose it, see what it holds, take it. */
export function ImportEnvPage() {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const providers = useProviders()
  const choose = useChooseEnvFile()
  const [preview, setPreview] = useState<EnvPreview | null>(null)
  const start = (): void => {
    choose.mutate(undefined, {
      onSuccess: (chosen) => {
        if (chosen !== null) setPreview(chosen)
      },
    })
  }
  return (
    <Page maxWidth={960}>
      <BackButton
        onClick={() => void navigate({ to: '/settings/$section', params: { section: 'accounts' } })}
      >
        {t('title')}
      </BackButton>
      <PageHeader title={t('importEnv.title')} description={t('importEnv.description')} />
      {providers.isError && (
        <ErrorNotice {...problemOf(providers.error)} actions={{ retry: () => void providers.refetch() }} />
      )}
      {preview !== null && providers.data !== undefined && (
        <ChosenFile
          // Another choice is another import, even of the same file.
          key={choose.submittedAt}
          preview={preview}
          providers={providers.data}
        />
      )}
      {choose.error !== null && <ErrorNotice {...problemOf(choose.error)} />}
      <Button
        variant={preview === null ? 'contained' : 'outlined'}
        color={preview === null ? 'primary' : 'inherit'}
        loading={choose.isPending}
        onClick={start}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t(preview === null ? 'importEnv.choose' : 'importEnv.chooseOther')}
      </Button>
    </Page>
  )
}

interface ChosenFileProps {
  readonly preview: EnvPreview
  readonly providers: readonly ProviderDescriptor[]
}

function ChosenFile({ preview, providers }: ChosenFileProps) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const take = useImportEnv()
  const [bareFor, setBareFor] = useState<ProviderId | null>(null)
  const { clients, redisAddress, ignored } = preview
  const isTakable = ({ providerId, problem }: EnvPreview['clients'][number]): boolean =>
    problem === null && (providerId ?? bareFor) !== null
  const nameOf = (id: ProviderId): string => providers.find((one) => one.id === id)?.name ?? id
  const isEmpty = clients.length === 0 && redisAddress === null
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!take.isSuccess) return
    // The button that was pressed is gone: the keyboard goes on at what came of it, which may lie below the window.
    end.current?.focus({ preventScroll: true })
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [take.isSuccess])
  return (
    <Section title={t('importEnv.found', { fileName: preview.fileName })}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        {isEmpty && (
          <Typography>
            {t('importEnv.nothing', { example: `${(providers[0]?.id ?? '').toUpperCase()}_CLIENT_ID` })}
          </Typography>
        )}
        {clients.length > 0 && (
          <EnvClients clients={clients} providers={providers} bareFor={bareFor} onBareFor={setBareFor} />
        )}
        {redisAddress !== null && <Typography>{t('importEnv.redis', { address: redisAddress })}</Typography>}
        {ignored.length > 0 && (
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {t('importEnv.ignored', { names: ignored.join(', ') })}
          </Typography>
        )}
        {take.error !== null && <ErrorNotice {...problemOf(take.error)} />}
        <Box ref={end} tabIndex={-1} role="group" aria-label={t('importEnv.result')} sx={endLook}>
          <Box role="status">
            {take.isSuccess && (
              <>
                <Typography sx={{ fontWeight: 650 }}>{t('importEnv.done')}</Typography>
                {take.data.providerIds.length > 0 && (
                  <Typography variant="body2">
                    {t('importEnv.doneApps', {
                      services: formatList(take.data.providerIds.map(nameOf)),
                    })}{' '}
                    {t('importEnv.doneNext')}
                  </Typography>
                )}
              </>
            )}
          </Box>
          {take.isSuccess ? (
            <Button
              variant="contained"
              sx={{ alignSelf: 'flex-start' }}
              onClick={() => {
                void navigate({ to: '/settings/$section', params: { section: 'accounts' } })
              }}
            >
              {t('importEnv.toSettings')}
            </Button>
          ) : (
            !isEmpty && (
              <Button
                variant="contained"
                disabled={!clients.some(isTakable) && redisAddress === null}
                loading={take.isPending}
                sx={{ alignSelf: 'flex-start' }}
                onClick={() => {
                  take.mutate(bareFor)
                }}
              >
                {t('importEnv.start')}
              </Button>
            )
          )}
        </Box>
      </Box>
    </Section>
  )
}

const endLook = {
  display: 'flex',
  flexDirection: 'column',
  gap: 1.5,
  // As much as the card has below it: the end of the card comes into view with it.
  scrollMarginBottom: '24px',
} as const
