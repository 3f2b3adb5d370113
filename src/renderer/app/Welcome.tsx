import { Navigate } from '@tanstack/react-router'
import { isShut } from '../../shared/model/app-state.ts'
import { useAppState } from '../api/use-app-state.ts'
import { WelcomePage } from '../features/welcome/WelcomePage.tsx'
import { BackupDialogs } from './BackupDialogs.tsx'
import { OutsideShell } from './OutsideShell.tsx'

export function Welcome() {
  const { protection } = useAppState()
  // It was locked under the page.
  if (isShut(protection)) return <Navigate to="/protection" replace />
  return (
    <OutsideShell>
      <WelcomePage />
      <BackupDialogs />
    </OutsideShell>
  )
}
