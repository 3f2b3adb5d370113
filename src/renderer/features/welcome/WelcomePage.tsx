import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { hasNoAccount } from '../../api/use-accounts.ts'
import { useAppState, useSetPreferences } from '../../api/use-app-state.ts'
import { useProviders } from '../../api/use-providers.ts'
import { useCreateWorkspace, useOpenSample, useOpenWorkspace } from '../../api/use-workspaces.ts'
import { openRestore } from '../../ui/backup-request.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FrontPage } from '../../ui/FrontPage.tsx'
import { WorkspaceNamesDialog } from '../../ui/WorkspaceNamesDialog.tsx'
import { formatList } from '../../ui/format.ts'
import { Assurances } from './Assurances.tsx'

/** The first screen: what this is, the two ways in, and what happens to the data. */
export function WelcomePage() {
  const { t } = useTranslation(['welcome', 'ui', 'backup'])
  const { preferences, workspaces } = useAppState()
  const providers = useProviders().data ?? []
  const setPreferences = useSetPreferences()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const createWorkspace = useCreateWorkspace()
  const openWorkspace = useOpenWorkspace()
  const openSample = useOpenSample()
  const [isNaming, setIsNaming] = useState(false)

  const openFirstScreen = async (): Promise<void> => {
    await navigate({ to: (await hasNoAccount(queries)) ? '/connections/new' : '/items' })
  }
  const goOn = { onSuccess: () => void openFirstScreen() }
  const names = formatList(providers.map((provider) => provider.name))
  const failure = openSample.error ?? openWorkspace.error

  return (
    <FrontPage
      title={t('ui:portolan')}
      maxWidth={760}
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
        <Typography
          variant="h1"
          tabIndex={-1}
          sx={{ fontSize: '1.875rem', lineHeight: 1.2, textWrap: 'balance' }}
        >
          {providers.length === 0 ? t('headline') : t('headlineOf', { providers: names })}
        </Typography>
        <Typography sx={{ mt: 1.5, color: 'text.secondary', fontSize: '1rem', textWrap: 'pretty' }}>
          {t('promise')}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <Button
          size="large"
          variant="contained"
          onClick={() => {
            setIsNaming(true)
          }}
        >
          {t('connect')}
        </Button>
        <Button
          size="large"
          variant="outlined"
          loading={openSample.isPending}
          onClick={() => {
            openSample.mutate(undefined, goOn)
          }}
        >
          {t('sample')}
        </Button>
        <Button size="large" color="inherit" onClick={openRestore}>
          {t('backup:card.restore')}
        </Button>
      </Box>
      {failure !== null && <ErrorNotice {...problemOf(failure)} />}
      {workspaces.length > 0 && (
        <Box component="section" aria-labelledby="welcome-workspaces">
          <Typography variant="h2" id="welcome-workspaces" sx={{ mb: 1 }}>
            {t('workspaces')}
          </Typography>
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            {workspaces.map(({ id, user, organisation }) => (
              <Button
                key={id}
                variant="outlined"
                color="inherit"
                onClick={() => {
                  openWorkspace.mutate(id, goOn)
                }}
              >
                {t('openWorkspace', { user, organisation })}
              </Button>
            ))}
          </Box>
        </Box>
      )}
      <Card sx={{ p: 2.5 }}>
        <Assurances />
      </Card>
      {isNaming && (
        <WorkspaceNamesDialog
          title={t('namesTitle')}
          submitLabel={t('namesSubmit')}
          initial={{ user: '', organisation: '' }}
          isBusy={createWorkspace.isPending}
          failure={createWorkspace.error && <ErrorNotice {...problemOf(createWorkspace.error)} />}
          onSubmit={(chosen) => {
            createWorkspace.mutate(chosen, goOn)
          }}
          onCancel={() => {
            setIsNaming(false)
          }}
        />
      )}
    </FrontPage>
  )
}
