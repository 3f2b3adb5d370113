import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { EnvPreview } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor, ProviderId } from '../../../shared/model/provider.ts'
import { useClientSettings } from '../../api/use-providers.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'

type EnvClient = EnvPreview['clients'][number]

interface EnvClientsProps {
  readonly clients: readonly EnvClient[]
  readonly providers: readonly ProviderDescriptor[]
  /** Whose the app without a service's name is. */
  readonly bareFor: ProviderId | null
  readonly onBareFor: (providerId: ProviderId | null) => void
}

/** The apps of a file, one a row: what is there, what is missing, and what becomes of it. */
export function EnvClients({ clients, providers, bareFor, onBareFor }: EnvClientsProps) {
  const { t } = useTranslation('settings')
  const isNamed = ({ id }: ProviderDescriptor): boolean => clients.some(({ providerId }) => providerId === id)
  return (
    <TableContainer>
      <Table
        size="small"
        sx={{
          '& td, & th': { px: 1, verticalAlign: 'top', borderColor: 'divider' },
          '& th': { whiteSpace: 'nowrap' },
          '& td': { overflowWrap: 'anywhere' },
        }}
      >
        <VisuallyHidden component="caption">{t('importEnv.caption')}</VisuallyHidden>
        <TableHead>
          <TableRow>
            <TableCell>{t('importEnv.service')}</TableCell>
            <TableCell>{t('importEnv.clientId')}</TableCell>
            <TableCell>{t('importEnv.secret')}</TableCell>
            <TableCell>{t('importEnv.redirect')}</TableCell>
            <TableCell>{t('importEnv.outcome')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {clients.map((client) => (
            <EnvClientRow
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
                  sx={{ display: 'flex', mt: 1, width: 160 }}
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
            </EnvClientRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

interface EnvClientRowProps {
  readonly client: EnvClient
  readonly provider: ProviderDescriptor | null
  readonly children: React.ReactNode
}

function EnvClientRow({ client, provider, children }: EnvClientRowProps) {
  const { t } = useTranslation('settings')
  const { authorizationUrl, scopes } = client
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ fontWeight: 650 }}>
        {client.providerId === null ? t('importEnv.bare') : provider?.name}
        {children}
      </TableCell>
      <TableCell>{client.clientId ?? t('importEnv.missing')}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {t(client.hasSecret ? 'importEnv.hasSecret' : 'importEnv.noSecret')}
      </TableCell>
      <TableCell>
        {client.redirectUri ??
          t(client.problem === 'redirect-not-local' ? 'importEnv.missing' : 'importEnv.recommended')}
      </TableCell>
      <TableCell>
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
            {t(
              client.isAuthorizationUrlUsed ? 'importEnv.authorizationUsed' : 'importEnv.authorizationUnused',
              { address: authorizationUrl },
            )}
          </Typography>
        )}
        {client.problem === null && scopes.length > 0 && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('importEnv.scopes', { scopes: scopes.join(', ') })}
          </Typography>
        )}
      </TableCell>
    </TableRow>
  )
}

/** Asked here as well: for an app without a service's name, main cannot know what it replaces. */
function Outcome({ provider }: { readonly provider: ProviderDescriptor }) {
  const { t } = useTranslation('settings')
  const isSet = useClientSettings(provider.id).data?.state === 'set'
  return t(isSet ? 'importEnv.replaces' : 'importEnv.sets')
}
