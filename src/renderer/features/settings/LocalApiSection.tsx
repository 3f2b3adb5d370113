import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Workspace } from '../../../shared/model/workspace.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useLocalApi, useSetLocalApi } from '../../api/use-local-api.ts'
import { CopyBlock } from '../../ui/CopyBlock.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { LocalApiPort } from './LocalApiPort.tsx'
import { LocalApiToken } from './LocalApiToken.tsx'
import { Setting } from './Setting.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

/** Whether programs on this computer are answered, where, and what they need for it. */
export function LocalApiSection() {
  const { t } = useTranslation('localApi')
  const { workspace } = useAppState()
  const { data: status, error, refetch } = useLocalApi()
  const set = useSetLocalApi()
  if (error !== null) {
    return <ErrorNotice {...problemOf(error)} actions={{ retry: () => void refetch() }} />
  }
  if (status === undefined) return null
  const { isOn, port, state } = status
  const address = `http://localhost:${String(port)}`
  return (
    <>
      <Section title={t('title')} description={t('description')}>
        <Typography sx={{ mb: 2 }}>{t('rights')}</Typography>
        <SwitchSetting
          id="local-api"
          label={t('on')}
          hint={t('onHint')}
          isOn={isOn}
          onChange={(next) => {
            set.mutate({ isOn: next, port })
          }}
        />
        <Setting id="port">
          {/* A port that was saved elsewhere starts the form afresh. */}
          <LocalApiPort
            key={port}
            port={port}
            isBusy={set.isPending}
            onSave={(next) => {
              set.mutate({ isOn, port: next })
            }}
          />
        </Setting>
        <Typography role="status" sx={{ mt: 2, mb: 1 }}>
          {t(`state.${state}`, { port: String(port) })}
        </Typography>
        {state === 'listening' && <CopyBlock value={address} what={t('address')} />}
        {set.error !== null && (
          <Box sx={{ mt: 1.5 }}>
            <ErrorNotice {...problemOf(set.error)} />
          </Box>
        )}
      </Section>
      <LocalApiToken madeAtMs={status.madeAtMs} />
      {workspace !== null && (
        <Section title={t('sample.title')} description={t('sample.description')}>
          <CopyBlock value={sampleLine(address, workspace)} what={t('sample.what')} />
        </Section>
      )}
    </>
  )
}

function sampleLine(address: string, { user, organisation }: Workspace): string {
  const form = [`user_id=${user}`, `org_id=${organisation}`].map((field) => `-F ${quoted(field)}`)
  return [
    'curl -H "Authorization: Bearer $PORTOLAN_TOKEN"',
    ...form,
    `${address}/integrations/hubspot/credentials`,
  ].join(' ')
}

/** As a shell takes it for one word, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
