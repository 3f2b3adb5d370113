import { Component, type ReactNode } from 'react'

/** What could not be drawn, and the way to try it again. */
export interface PaneFailure {
  readonly thrown: unknown
  readonly retry: () => void
}

interface DetailBoundaryProps {
  /** Another value draws the children anew, for instance when another record is to be shown. */
  readonly resetKey: string | null
  readonly fallback: (failure: PaneFailure) => ReactNode
  readonly children: ReactNode
}

interface DetailBoundaryState {
  readonly failure: { readonly thrown: unknown } | null
  readonly resetKey: string | null
}

/** A part of a screen that may fail to draw without taking the rest of the screen with it. */
export class DetailBoundary extends Component<DetailBoundaryProps, DetailBoundaryState> {
  override state: DetailBoundaryState = { failure: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(thrown: unknown): Partial<DetailBoundaryState> {
    return { failure: { thrown } }
  }

  static getDerivedStateFromProps(
    { resetKey }: DetailBoundaryProps,
    state: DetailBoundaryState,
  ): Partial<DetailBoundaryState> | null {
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
