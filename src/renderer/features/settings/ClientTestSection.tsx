import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ClientTest } from '../../../shared/model/client-settings.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useTestClient } from '../../api/use-clients.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { formatList } from '../../ui/format.ts'

const icons = {
  accepted: <CheckIcon color="success" fontSize="small" />,
  rejected: <ErrorIcon color="error" fontSize="small" />,
  unclear: <HelpIcon color="warning" fontSize="small" />,
}

/** Asks the provider about the app that is set, and says in words what it answered. */
export function ClientTestSection({ provider }: { readonly provider: ProviderDescriptor }) {
  const { t } = useTranslation('settings')
  const test = useTestClient()
  const name = { provider: provider.name }
  return (
    <Section title={t('test.title')} description={t('test.description', name)}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, alignItems: 'flex-start' }}>
        <Button
          variant="outlined"
          color="inherit"
          loading={test.isPending}
          onClick={() => {
            test.mutate(provider.id)
          }}
        >
          {t('test.start')}
        </Button>
        <Box role="status" sx={{ width: '100%', '&:empty': { display: 'none' } }}>
          {test.data !== undefined && <TestResult result={test.data} provider={provider} />}
        </Box>
        {test.error !== null && <ErrorNotice {...problemOf(test.error)} provider={provider.name} />}
      </Box>
    </Section>
  )
}

function TestResult({
  result: { outcome, code, ports },
  provider,
}: {
  readonly result: ClientTest
  readonly provider: ProviderDescriptor
}) {
  const { t } = useTranslation('settings')
  const name = { provider: provider.name }
  const free = ports.filter(({ isFree }) => isFree)
  const taken = ports.filter(({ isFree }) => !isFree)
  const list = (some: ClientTest['ports']): string => formatList(some.map(({ port }) => String(port)))
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Box aria-hidden sx={{ display: 'flex', mt: '1px' }}>
        {icons[outcome]}
      </Box>
      <Box>
        <Typography sx={{ fontWeight: 650 }}>{t(`test.${outcome}.title`, name)}</Typography>
        <Typography variant="body2">{t(`test.${outcome}.body`, name)}</Typography>
        {outcome !== 'accepted' && code !== null && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('test.code', { ...name, code })}
          </Typography>
        )}
        {ports.length > 0 && (
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {taken.length === 0
              ? t('test.portsFree', { count: free.length, ports: list(free) })
              : free.length === 0
                ? t('test.portsTaken', { count: taken.length, ports: list(taken) })
                : t('test.portsSome', { free: list(free), taken: list(taken) })}
          </Typography>
        )}
      </Box>
    </Box>
  )
}
