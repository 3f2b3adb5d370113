import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

interface UnsavedChangesProps {
  readonly isUnsaved: boolean
  readonly provider: string
  /** The way leads to the sign-in and back: nothing is lost and nothing asked. */
  readonly onSignIn: () => void
}

/** Asks before a change of screen throws away what was typed. */
export function UnsavedChanges({ isUnsaved, provider, onSignIn }: UnsavedChangesProps) {
  const { t } = useTranslation('contacts')
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn({ next }) {
      if (!isUnsaved) return false
      if (next.pathname !== '/connections/new') return true
      onSignIn()
      return false
    },
    // Closing the window would be refused without a word: a page may not open a dialog then.
    enableBeforeUnload: false,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      isOpen={status === 'blocked'}
      title={t('leave.title')}
      confirmLabel={t('leave.leave')}
      cancelLabel={t('leave.stay')}
      onConfirm={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      {t('leave.body', { provider })}
    </ConfirmDialog>
  )
}
