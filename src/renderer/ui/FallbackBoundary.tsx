import { Component, type ReactNode } from 'react'

/** What could not be drawn, and the way to try it again. */
export interface Failure {
  readonly thrown: unknown
  readonly retry: () => void
}

interface FallbackBoundaryProps {
  /** Another value draws the children anew, for instance when another record is to be shown. */
  readonly resetKey: string | null
  readonly fallback: (failure: Failure) => ReactNode
  readonly children: ReactNode
}

interface FallbackBoundaryState {
  readonly failure: { readonly thrown: unknown } | null
  readonly resetKey: string | null
}

/** A part of a screen that may fail to draw without taking the rest of the screen with it. */
export class FallbackBoundary extends Component<FallbackBoundaryProps, FallbackBoundaryState> {
  override state: FallbackBoundaryState = { failure: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(thrown: unknown): Partial<FallbackBoundaryState> {
    return { failure: { thrown } }
  }

  static getDerivedStateFromProps(
    { resetKey }: FallbackBoundaryProps,
    state: FallbackBoundaryState,
  ): Partial<FallbackBoundaryState> | null {
    return resetKey === state.resetKey ? null : { failure: null, resetKey }
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === null) return this.props.children
    return this.props.fallback({
      thrown: failure.thrown,
      retry: () => {
        this.setState({ failure: null })
      },
    })
  }
}
