import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { announceFailure } from '../api/announced-failure.ts'
import { subscribe } from '../api/client.ts'
import { accountsQuery } from '../api/use-accounts.ts'
import { syncStatusQuery, useStartSync } from '../api/use-sync.ts'
import { canLoad } from '../ui/app-status.ts'
import { openContactFinder } from '../ui/contact-finder.ts'
import { requestSearchFocus } from '../ui/search-focus.ts'
import { focusNextPane } from './pane-focus.ts'

/** Goes to the list, keeping what it shows, and puts the cursor into its search field. */
export function useGoToSearch(): () => void {
  const router = useRouter()
  return useCallback(() => {
    if (router.state.location.pathname !== '/items') void router.navigate({ to: '/items' })
    requestSearchFocus()
  }, [router])
}

/** Starts a load of every account that may load. */
function useLoadNow(): () => void {
  const queries = useQueryClient()
  const { mutate } = useStartSync()
  return useCallback(() => {
    // Asked for here, since the key may come before any screen has the accounts.
    Promise.all([queries.query(accountsQuery()), queries.query(syncStatusQuery())]).then(
      ([accounts, statuses]) => {
        for (const account of accounts) {
          const status = statuses.find(({ accountId }) => accountId === account.id)
          if (canLoad(account, status)) mutate({ accountId: account.id })
        }
      },
      announceFailure,
    )
  }, [queries, mutate])
}

/** The keys that work everywhere inside the shell, and the commands of the application menu. */
export function useShellKeys(): void {
  const router = useRouter()
  const goToSearch = useGoToSearch()
  const loadNow = useLoadNow()

  useEffect(() => {
    const openSettings = (): void => void router.navigate({ to: '/settings' })
    const withControl: Record<string, () => void> = { k: goToSearch, f: goToSearch, ',': openSettings }
    const withAlt: Record<string, () => void> = {
      ArrowLeft: () => {
        router.history.back()
      },
      ArrowRight: () => {
        router.history.forward()
      },
    }
    const plain: Record<string, () => void> = {
      F5: loadNow,
      F6: () => {
        focusNextPane(1)
      },
    }
    const withShift: Record<string, () => void> = {
      F6: () => {
        focusNextPane(-1)
      },
    }

    const onKeyDown = (event: KeyboardEvent): void => {
      const held = [event.ctrlKey || event.metaKey, event.altKey, event.shiftKey]
      if (held.filter(Boolean).length > 1) return
      const [isControl = false, isAlt = false, isShift = false] = held
      const keys = isControl ? withControl : isAlt ? withAlt : isShift ? withShift : plain
      const run = keys[event.key]
      if (run === undefined) return
      event.preventDefault()
      run()
    }

    const stopMenu = subscribe('menuChosen', ({ command }) => {
      const commands = {
        search: goToSearch,
        'new-contact': () => void router.navigate({ to: '/contacts/new' }),
        'find-contact': openContactFinder,
        settings: openSettings,
        'load-now': loadNow,
      }
      commands[command]()
    })
    window.addEventListener('keydown', onKeyDown)
    return () => {
      stopMenu()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [router, goToSearch, loadNow])
}
