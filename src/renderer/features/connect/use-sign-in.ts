import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { useCancelConnect, useConnectAccount } from '../../api/use-accounts.ts'

/** How long main lets a person take. */
const limitMs = 5 * 60_000

export type SignIn =
  | { readonly state: 'waiting'; readonly untilMs: number; readonly cancel: () => void }
  | { readonly state: 'failed'; readonly failure: unknown; readonly begin: () => void }

/**
 * One sign-in, begun when the screen opens and ended when it is left: a window that nobody waits for must
 * not stay open. There is one attempt at a time; main ends an older one by itself.
 */
export function useSignIn(
  providerId: ProviderId,
  accountId: AccountId | null,
  onConnected: () => void,
): SignIn {
  const { mutateAsync: connect } = useConnectAccount()
  const { mutate: cancelConnect } = useCancelConnect()
  const [untilMs, setUntilMs] = useState(() => Date.now() + limitMs)
  const [attempt, setAttempt] = useState(0)
  const [failure, setFailure] = useState<{ readonly thrown: unknown } | null>(null)
  const tellConnected = useEffectEvent(onConnected)

  useEffect(() => {
    let isOver = false
    connect({ providerId, accountId, place: 'window', access: 'write', scopes: null }).then(
      () => {
        if (isOver) return
        isOver = true
        tellConnected()
      },
      (thrown: unknown) => {
        // A failure of an attempt that the user left, or that a newer one replaced, is no news.
        if (isOver) return
        isOver = true
        setFailure({ thrown })
      },
    )
    return () => {
      if (isOver) return
      isOver = true
      cancelConnect()
    }
  }, [providerId, accountId, attempt, connect, cancelConnect])

  const begin = useCallback(() => {
    setFailure(null)
    setUntilMs(Date.now() + limitMs)
    setAttempt((number) => number + 1)
  }, [])

  if (failure !== null) return { state: 'failed', failure: failure.thrown, begin }
  return {
    state: 'waiting',
    untilMs,
    cancel: () => {
      cancelConnect()
    },
  }
}
