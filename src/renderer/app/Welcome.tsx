import { WelcomePage } from '../features/welcome/WelcomePage.tsx'
import { OutsideShell } from './OutsideShell.tsx'

export function Welcome() {
  return (
    <OutsideShell>
      <WelcomePage />
    </OutsideShell>
  )
}
