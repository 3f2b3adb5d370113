import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Workspace, workspaceName } from '../../../shared/model/workspace.ts'
import { Section } from '../../ui/Section.tsx'
import { Setting } from './Setting.tsx'
import { WipeDialog } from './WipeDialog.tsx'

/** The way to leave nothing of a workspace on this computer. */
export function WipeCard({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useTranslation('settings')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Section
      title={t('wipe.title')}
      description={t('wipe.description', { workspace: workspaceName(workspace) })}
    >
      <Setting id="wipe">
        <Button
          variant="outlined"
          color="error"
          onClick={() => {
            setIsOpen(true)
          }}
        >
          {t('wipe.open')}
        </Button>
      </Setting>
      {isOpen && (
        <WipeDialog
          workspace={workspace}
          onClose={() => {
            setIsOpen(false)
          }}
        />
      )}
    </Section>
  )
}
