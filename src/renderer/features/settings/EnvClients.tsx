import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnvPreview } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor, ProviderId } from '../../../shared/model/provider.ts'
import { useClientSettings } from '../../api/use-providers.ts'
import { BreakableText } from '../../ui/BreakableText.tsx'

type EnvClient = EnvPreview['clients'][number]

interface EnvClientsProps {
  readonly clients: readonly EnvClient[]
  readonly providers: readonly ProviderDescriptor[]
  /** Whose the app without a service's name is. */
  readonly bareFor: ProviderId | null
  readonly onBareFor: (providerId: ProviderId | null) => void
}

/** The apps of a file under each other, so that addresses have room: what is there, what is missing, what becomes of it. */
export function EnvClients({ clients, providers, bareFor, onBareFor }: EnvClientsProps) {
  const { t } = useTranslation('settings')
  const isNamed = ({ id }: ProviderDescriptor): boolean => clients.some(({ providerId }) => providerId === id)
  return (
    <Box component="ul" aria-label={t('importEnv.caption')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {clients.map((client) => (
        <EnvClientPart
          key={client.providerId ?? ''}
          client={client}
          provider={providers.find(({ id }) => id === (client.providerId ?? bareFor)) ?? null}
        >
          {client.providerId === null && client.problem === null && (
            <TextField
              select
              label={t('importEnv.bareFor')}
              value={bareFor ?? ''}
              onChange={({ target }) => {
                onBareFor(providers.find(({ id }) => id === target.value)?.id ?? null)
              }}
              sx={{ display: 'flex', mt: 1, mb: 0.5, maxWidth: 260 }}
            >
              <MenuItem value="">{t('importEnv.bareForNone')}</MenuItem>
              {providers
                .filter((one) => !isNamed(one) && (client.hasSecret || one.capabilities.publicClient))
                .map(({ id, name }) => (
                  <MenuItem key={id} value={id}>
                    {name}
                  </MenuItem>
                ))}
            </TextField>
          )}
        </EnvClientPart>
      ))}
    </Box>
  )
}

interface EnvClientPartProps {
  readonly client: EnvClient
  readonly provider: ProviderDescriptor | null
  /** Stands under the name. */
  readonly children: React.ReactNode
}

function EnvClientPart({ client, provider, children }: EnvClientPartProps) {
  const { t } = useTranslation('settings')
  const headingId = useId()
  const { authorizationUrl, scopes } = client
  return (
    <Box component="li" aria-labelledby={headingId} sx={partLook}>
      <Typography variant="h3" id={headingId}>
        {client.providerId === null ? t('importEnv.bare') : provider?.name}
      </Typography>
      {children}
      <Box component="dl" sx={factsLook}>
        <dt>{t('importEnv.clientId')}</dt>
        <dd>{client.clientId ?? t('importEnv.missing')}</dd>
        <dt>{t('importEnv.secret')}</dt>
        <dd>{t(client.hasSecret ? 'importEnv.hasSecret' : 'importEnv.noSecret')}</dd>
        <dt>{t('importEnv.redirect')}</dt>
        <dd>
          <BreakableText
            text={
              client.redirectUri ??
              t(client.problem === 'redirect-not-local' ? 'importEnv.missing' : 'importEnv.recommended')
            }
          />
        </dd>
        <dt>{t('importEnv.outcome')}</dt>
        <dd>
          {client.problem !== null ? (
            <Box component="span" sx={{ color: 'error.main' }}>
              {t(`importEnv.problem.${client.problem}`)}
            </Box>
          ) : provider === null ? (
            t('importEnv.chooseService')
          ) : (
            <Outcome provider={provider} />
          )}
          {client.problem === null && authorizationUrl !== null && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              <BreakableText
                text={t(
                  client.isAuthorizationUrlUsed
                    ? 'importEnv.authorizationUsed'
                    : 'importEnv.authorizationUnused',
                  { address: authorizationUrl },
                )}
              />
            </Typography>
          )}
          {client.problem === null && scopes.length > 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              <BreakableText text={t('importEnv.scopes', { scopes: scopes.join(', ') })} />
            </Typography>
          )}
        </dd>
      </Box>
    </Box>
  )
}

/** Asked here as well: for an app without a service's name, main cannot know what it replaces. */
function Outcome({ provider }: { readonly provider: ProviderDescriptor }) {
  const { t } = useTranslation('settings')
  const isSet = useClientSettings(provider.id).data?.state === 'set'
  return t(isSet ? 'importEnv.replaces' : 'importEnv.sets')
}

const partLook = {
  py: 1.5,
  '&:first-of-type': { pt: 0 },
  '& + &': { borderTop: 1, borderColor: 'divider' },
} as const

const factsLook = {
  display: 'grid',
  // As wide as the longest name of them, in whichever language; the rest is for addresses.
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  columnGap: 2,
  rowGap: 0.5,
  m: 0,
  mt: 0.5,
  typography: 'body2',
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, overflowWrap: 'break-word' },
} as const
