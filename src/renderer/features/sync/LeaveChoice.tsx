import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

/** Asks before a change of screen throws away what was chosen. */
export function LeaveChoice({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const { t } = useTranslation('sync')
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isUnsaved,
    // Closing the window would be refused without a word: a page may not open a dialog then.
    enableBeforeUnload: false,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      isOpen={status === 'blocked'}
      title={t('choice.leave.title')}
      confirmLabel={t('choice.leave.leave')}
      cancelLabel={t('choice.leave.stay')}
      onConfirm={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      {t('choice.leave.body')}
    </ConfirmDialog>
  )
}
