import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Page } from '../ui/Page.tsx'
import { FailureView } from './FailureView.tsx'

/** A failure outside the shell, which then is the whole window's content. */
export function WindowError(props: ErrorComponentProps) {
  return (
    <main>
      <ScreenError {...props} />
    </main>
  )
}

/** A screen that failed; the shell around it stays alive. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <Page>
      <FailureView
        thrown={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
        onDiagnostics={() => {
          void router.navigate({
            to: '/settings/$section',
            params: { section: 'diagnostics' },
            search: { setting: 'save' },
          })
        }}
      />
    </Page>
  )
}
