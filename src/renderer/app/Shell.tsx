import Box from '@mui/material/Box'
import { Navigate, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { isShut } from '../../shared/model/app-state.ts'
import { useAppState } from '../api/use-app-state.ts'
import { reportProblem } from '../api/report-problem.ts'
import { useIsContactFinderOpen } from '../ui/contact-finder.ts'
import { useExportWish } from '../ui/export-request.ts'
import { PaneBoundary } from '../ui/PaneBoundary.tsx'
import { BackupDialogs } from './BackupDialogs.tsx'
import { Banners } from './Banners.tsx'
import { NavigationRail } from './NavigationRail.tsx'
import { useNoticeKeeper } from './use-notice-keeper.ts'
import { useBackupNews } from './use-backup-news.ts'
import { useExportNews } from './use-export-news.ts'
import { useUpdateNews } from './use-update-news.ts'
import { Overlays } from './Overlays.tsx'
import { useNoticePlaces } from './use-notice-places.ts'
import { ShellFrame } from './ShellFrame.tsx'
import { TitleBar } from './TitleBar.tsx'
import { UndoBar } from './UndoBar.tsx'
import { useHeadingFocus } from './use-heading-focus.ts'
import { usePlaceKeeper } from './use-place.ts'
import { useShellCommands } from './use-shell-commands.ts'
import { useShellKeys } from './use-shell-keys.ts'

const ContactFinder = lazy(async () => ({
  default: (await import('../features/contacts/ContactFinder.tsx')).ContactFinder,
}))

const ExportDialog = lazy(async () => ({
  default: (await import('../features/exporting/ExportDialog.tsx')).ExportDialog,
}))

/** What stays around every screen. Another workspace gets a new one, so that no state passes over. */
export function Shell() {
  const { workspace, protection } = useAppState()
  // It was locked under the page.
  if (isShut(protection)) return <Navigate to="/protection" replace />
  return <OpenShell key={workspace?.id} />
}

function OpenShell() {
  const { t } = useTranslation('app')
  useShellCommands()
  useShellKeys()
  usePlaceKeeper()
  useHeadingFocus()
  useNoticeKeeper()
  useNoticePlaces()
  useExportNews()
  useBackupNews()
  useUpdateNews()
  const isFinderOpen = useIsContactFinderOpen()
  const exportWish = useExportWish()
  return (
    <ShellFrame>
      <Box
        component="a"
        href="#main"
        onClick={(event) => {
          // The hash is the router's; the link moves the focus itself.
          event.preventDefault()
          document.querySelector<HTMLElement>('#main')?.focus()
        }}
        sx={{
          position: 'absolute',
          zIndex: 'tooltip',
          top: -100,
          left: 8,
          px: 2,
          py: 1,
          borderRadius: 1,
          bgcolor: 'primary.main',
          color: 'primary.contrastText',
          '&:focus': { top: 6 },
        }}
      >
        {t('skipToContent')}
      </Box>
      <TitleBar />
      <NavigationRail />
      <Banners />
      <Box component="main" id="main" tabIndex={-1} data-pane="main" sx={mainLook}>
        <Outlet />
      </Box>
      <UndoBar />
      <Overlays />
      <BackupDialogs />
      {isFinderOpen && (
        <PaneBoundary report={reportProblem}>
          <Suspense>
            <ContactFinder />
          </Suspense>
        </PaneBoundary>
      )}
      {exportWish !== null && (
        <PaneBoundary report={reportProblem}>
          <Suspense>
            <ExportDialog list={exportWish.list} />
          </Suspense>
        </PaneBoundary>
      )}
    </ShellFrame>
  )
}

const mainLook = {
  gridArea: 'main',
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  minHeight: 0,
} as const
