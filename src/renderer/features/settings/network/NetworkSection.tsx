import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../api/client.ts'
import { useAppState, useSetPreferences } from '../../../api/use-app-state.ts'
import { useNetwork } from '../../../api/use-network.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { WorkOfflineSwitch } from '../../../ui/WorkOfflineSwitch.tsx'
import { Setting } from '../Setting.tsx'
import { AuthoritiesCard } from './AuthoritiesCard.tsx'
import { HostsCard } from './HostsCard.tsx'
import { ProxyForm } from './ProxyForm.tsx'

/** Whether the app talks to anybody, how, and to whom it did. */
export function NetworkSection() {
  const { t } = useTranslation(['network', 'settings'])
  const { preferences } = useAppState()
  const { mutate: set } = useSetPreferences()
  const network = useNetwork()
  return (
    <>
      <Section title={t('settings:network.title')}>
        <Setting id="work-offline">
          <WorkOfflineSwitch
            isOn={preferences.workOffline}
            onChange={(workOffline) => {
              set({ workOffline })
            }}
          />
        </Setting>
      </Section>
      {network.isError && (
        <ErrorNotice {...problemOf(network.error)} actions={{ retry: () => void network.refetch() }} />
      )}
      {network.data !== undefined && (
        <>
          <Section title={t('proxy.title')} description={t('proxy.description')}>
            <Setting id="proxy">
              {/* What was saved elsewhere starts the form afresh. */}
              <ProxyForm key={JSON.stringify(network.data.proxy)} saved={network.data.proxy} />
            </Setting>
          </Section>
          <AuthoritiesCard authorities={network.data.authorities} />
          <HostsCard hosts={network.data.hosts} sinceMs={network.data.countedSinceMs} />
        </>
      )}
    </>
  )
}
