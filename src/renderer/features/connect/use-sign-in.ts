import { useEffect, useRef } from 'react'
import type { SignInRequest, SignInStatus } from '../../../shared/model/sign-in.ts'
import { useCancelSignIn, useSignInStatus, useStartSignIn } from '../../api/use-sign-in.ts'

export interface SignIn {
  readonly begin: (request: SignInRequest) => void
  readonly cancel: () => void
  /** What was asked for last; null before the first time. */
  readonly request: SignInRequest | null
  readonly isRunning: boolean
  /** What main says of it; null until it has said something. */
  readonly status: SignInStatus | null
  /** How the last one failed; null while one runs. */
  readonly failure: unknown
}

/**
 * The sign-in of this screen, begun by a button and ended when the screen is left: a page that nobody waits
 * for must not stay open. There is one attempt at a time; main ends an older one by itself, and how that one
 * ended is no news here.
 */
export function useSignIn(onConnected: () => void): SignIn {
  const start = useStartSignIn()
  const { mutate: cancel } = useCancelSignIn()
  const status = useSignInStatus()
  const isWaiting = useRef(false)

  useEffect(
    () => () => {
      if (isWaiting.current) cancel()
    },
    [cancel],
  )

  return {
    begin: (request) => {
      isWaiting.current = true
      start.mutate(request, {
        onSettled: () => {
          isWaiting.current = false
        },
        onSuccess: onConnected,
      })
    },
    cancel,
    request: start.variables ?? null,
    isRunning: start.isPending,
    status: start.isPending ? (status.data ?? null) : null,
    failure: start.error,
  }
}
