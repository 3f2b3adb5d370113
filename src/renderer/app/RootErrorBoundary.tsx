import { Component, type ReactNode } from 'react'
import { FailureView } from './FailureView.tsx'

interface RootErrorBoundaryState {
  readonly failure: { readonly thrown: unknown } | null
}

/** The last resort, for what fails outside every screen: the window never stays blank. */
export class RootErrorBoundary extends Component<{ readonly children: ReactNode }, RootErrorBoundaryState> {
  override state: RootErrorBoundaryState = { failure: null }

  static getDerivedStateFromError(thrown: unknown): RootErrorBoundaryState {
    return { failure: { thrown } }
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children
    return (
      // Without the theme, which may be what failed.
      <main style={{ maxWidth: 640, margin: '48px auto', padding: '0 24px' }}>
        <FailureView
          thrown={this.state.failure.thrown}
          onRetry={() => {
            this.setState({ failure: null })
          }}
        />
      </main>
    )
  }
}
