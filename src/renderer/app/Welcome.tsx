import { WelcomePage } from '../features/welcome/WelcomePage.tsx'
import { BackupDialogs } from './BackupDialogs.tsx'
import { OutsideShell } from './OutsideShell.tsx'

export function Welcome() {
  return (
    <OutsideShell>
      <WelcomePage />
      <BackupDialogs />
    </OutsideShell>
  )
}
