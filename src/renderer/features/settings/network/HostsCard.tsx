import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ContactedHost } from '../../../../shared/model/network.ts'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { Section } from '../../../ui/Section.tsx'
import { SmallTable } from '../../../ui/SmallTable.tsx'
import { Setting } from '../Setting.tsx'

interface HostsCardProps {
  readonly hosts: readonly ContactedHost[]
  readonly sinceMs: number
}

/** Every host that was asked for anything since the app was started. */
export function HostsCard({ hosts, sinceMs }: HostsCardProps) {
  const { t } = useTranslation('network')
  return (
    <Section
      title={t('hosts.title')}
      description={t('hosts.description', { since: formatDateTime(sinceMs) })}
    >
      <Setting id="hosts">
        {hosts.length === 0 ? (
          <Typography variant="body2">{t('hosts.none')}</Typography>
        ) : (
          <SmallTable
            label={t('hosts.title')}
            heads={[t('hosts.host'), t('hosts.by'), t('hosts.calls'), t('hosts.failures'), t('hosts.last')]}
            maxHeight={360}
            lines={hosts.map(({ host, by, calls, failures, lastAtMs }) => ({
              id: `${by} ${host}`,
              cells: [
                host,
                t(`hosts.from.${by}`),
                formatCount(calls),
                formatCount(failures),
                <RelativeTime key="last" atMs={lastAtMs} />,
              ],
            }))}
          />
        )}
      </Setting>
    </Section>
  )
}
