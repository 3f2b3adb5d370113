import SessionIcon from '@mui/icons-material/LockOpenOutlined'
import ReconnectIcon from '@mui/icons-material/LinkOff'
import SampleIcon from '@mui/icons-material/ScienceOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/model/account.ts'
import { useAccounts } from '../api/use-accounts.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useOutboxCounts } from '../api/use-outbox.ts'
import { useProviders } from '../api/use-providers.ts'
import { Banner } from '../ui/Banner.tsx'
import { Notices } from './Notices.tsx'
import { NewWorkspace } from './WorkspaceDialogs.tsx'

/** Everything that the user should know wherever they are, heaviest first. */
export function Banners() {
  const { t } = useTranslation('app')
  const accounts = useAccounts().data ?? []
  return (
    <Box
      component="section"
      aria-label={t('banners.label')}
      aria-live="polite"
      sx={{ gridArea: 'banners', maxHeight: '40vh', overflowY: 'auto' }}
    >
      <SampleBanner />
      <SessionOnlyBanner />
      {accounts
        .filter((account) => account.status === 'needs-reconnect')
        .map((account) => (
          <ReconnectBanner key={account.id} account={account} />
        ))}
      <Notices />
    </Box>
  )
}

function SampleBanner() {
  const { t } = useTranslation('app')
  const { workspace } = useAppState()
  const [isAsking, setIsAsking] = useState(false)
  if (workspace?.isSample !== true) return null
  return (
    <>
      <Banner
        tone="sample"
        icon={<SampleIcon />}
        actions={
          <Button
            color="inherit"
            variant="outlined"
            sx={{ borderColor: 'currentColor' }}
            onClick={() => {
              setIsAsking(true)
            }}
          >
            {t('banners.connectOwn')}
          </Button>
        }
      >
        {t('banners.sample')}
      </Banner>
      {isAsking && (
        <NewWorkspace
          onClose={() => {
            setIsAsking(false)
          }}
        />
      )}
    </>
  )
}

function SessionOnlyBanner() {
  const { t } = useTranslation('app')
  const { protection } = useAppState()
  if (protection.state !== 'session-only') return null
  return (
    <Banner tone="warning" icon={<SessionIcon />}>
      {t('banners.sessionOnly')} {t(`protection.${protection.reason}`)}
    </Banner>
  )
}

/** Leads straight into sign-in and back to this very place. Silent while that sign-in is on the screen. */
function ReconnectBanner({ account }: { readonly account: Account }) {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const provider = useProviders().data?.find((one) => one.id === account.providerId)?.name ?? ''
  const waiting =
    useOutboxCounts().data?.byAccount.find(({ accountId }) => accountId === account.id)?.count ?? 0
  const { href, isHere } = useRouterState({
    select: ({ location }) => ({
      href: location.href,
      isHere: location.pathname === '/connections/new',
    }),
    structuralSharing: true,
  })
  if (isHere) return null
  return (
    <Banner
      tone="warning"
      icon={<ReconnectIcon />}
      actions={
        <Button
          variant="contained"
          aria-label={t('banners.reconnectAccount', { account: account.label })}
          onClick={() => {
            void navigate({
              to: '/connections/new',
              search: { provider: account.providerId, reconnect: account.id, returnTo: href },
            })
          }}
        >
          {t('banners.reconnect')}
        </Button>
      }
    >
      {t('banners.needsReconnect', { provider, account: account.label, id: account.externalId })}
      {waiting > 0 && ` ${t('banners.changesWait', { count: waiting, account: account.label })}`}
    </Banner>
  )
}
