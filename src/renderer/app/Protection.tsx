import { ProtectionPage } from '../features/protection/ProtectionPage.tsx'
import { OutsideShell } from './OutsideShell.tsx'

export function Protection() {
  return (
    <OutsideShell>
      <ProtectionPage />
    </OutsideShell>
  )
}
