import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { FrontPage } from '../../ui/FrontPage.tsx'
import { ChooseProtection } from './ChooseProtection.tsx'
import { Locked } from './Locked.tsx'

/** The screen before all others, while nothing is open: the user has the word. */
export function ProtectionPage() {
  const { protection } = useAppState()
  switch (protection.state) {
    case 'undecided':
      return (
        <Frame titleKey="choose.title" lead={<ChooseLead reason={protection.reason} />}>
          <ChooseProtection />
        </Frame>
      )
    case 'locked':
      return (
        <Frame
          titleKey={`locked.${protection.reason}.title`}
          lead={<LockedLead reason={protection.reason} />}
        >
          <Locked key={protection.reason} reason={protection.reason} />
        </Frame>
      )
    case 'persisted':
    case 'session-only':
      return <Navigate to="/" replace />
  }
}

function ChooseLead({ reason }: { readonly reason: 'no-key-store' | 'weak-key-store' }) {
  const { t } = useTranslation('protection')
  return `${t(`choose.${reason}`)} ${t('choose.lead')}`
}

function LockedLead({ reason }: { readonly reason: 'passphrase' | 'key-locked' | 'key-unreadable' }) {
  const { t } = useTranslation('protection')
  return t(`locked.${reason}.lead`)
}

interface FrameProps {
  readonly titleKey: 'choose.title' | `locked.${'passphrase' | 'key-locked' | 'key-unreadable'}.title`
  readonly lead: ReactNode
  readonly children: ReactNode
}

function Frame({ titleKey, lead, children }: FrameProps) {
  const { t } = useTranslation(['protection', 'ui'])
  const { preferences } = useAppState()
  const setPreferences = useSetPreferences()
  return (
    <FrontPage
      title={t('ui:windowTitle', { title: t(titleKey) })}
      maxWidth={640}
      theme={preferences.theme}
      onThemeChange={(theme) => {
        setPreferences.mutate({ theme })
      }}
      language={preferences.language}
      onLanguageChange={(language) => {
        setPreferences.mutate({ language })
      }}
    >
      <Box>
        <Typography variant="h1" sx={{ fontSize: '1.625rem', lineHeight: 1.2, textWrap: 'balance' }}>
          {t(titleKey)}
        </Typography>
        <Typography sx={{ mt: 1, color: 'text.secondary', textWrap: 'pretty' }}>{lead}</Typography>
      </Box>
      {children}
    </FrontPage>
  )
}
