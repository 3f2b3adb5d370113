import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { announceFailure } from '../api/announced-failure.ts'
import { accountsQuery } from '../api/use-accounts.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useLock } from '../api/use-protection.ts'
import { useSteps } from '../api/use-steps.ts'
import { syncStatusQuery, useStartSync } from '../api/use-sync.ts'
import { isLockable } from '../../shared/model/app-state.ts'
import { canLoad } from '../ui/app-status.ts'
import { useCommand } from '../ui/commands.ts'
import { openBackup, openRestore } from '../ui/backup-request.ts'
import { openContactFinder } from '../ui/contact-finder.ts'
import { openExport } from '../ui/export-request.ts'
import { requestFilter } from '../ui/filter-request.ts'
import { requestSearchFocus } from '../ui/search-focus.ts'
import { showOverlay } from './overlays.ts'
import { focusNextPane } from './pane-focus.ts'
import { useHistoryEnds } from './use-history-ends.ts'

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

/** What the shell does of the commands; screens and parts of them offer the others. */
export function useShellCommands(): void {
  const router = useRouter()
  const loadNow = useLoadNow()
  const { undo, redo } = useSteps()
  const { preferences, protection } = useAppState()
  const lock = useLock()
  const { canGoBack, canGoForward } = useHistoryEnds()

  useCommand('items', () => void router.navigate({ to: '/items' }))
  useCommand('contacts', () => void router.navigate({ to: '/items', search: { type: 'contact' } }))
  useCommand('insights', () => void router.navigate({ to: '/insights' }))
  useCommand('outbox', () => void router.navigate({ to: '/outbox' }))
  useCommand('sync', () => void router.navigate({ to: '/sync' }))
  useCommand('connections', () => void router.navigate({ to: '/connections' }))
  useCommand('settings', () => void router.navigate({ to: '/settings' }))
  useCommand(
    'about',
    () => void router.navigate({ to: '/settings/$section', params: { section: 'about' }, search: {} }),
  )
  const goBack = (): void => {
    router.history.back()
  }
  const goForward = (): void => {
    router.history.forward()
  }
  useCommand('back', goBack, canGoBack)
  useCommand('forward', goForward, canGoForward)
  useCommand('new-contact', () => void router.navigate({ to: '/contacts/new' }))
  useCommand('find-contact', openContactFinder)
  useCommand('export', openExport)
  useCommand('import-contacts', () => void router.navigate({ to: '/import' }))
  useCommand('undo', undo)
  useCommand('redo', redo)
  const goToList = (): void => {
    if (router.state.location.pathname !== '/items') void router.navigate({ to: '/items' })
  }
  useCommand('search', () => {
    goToList()
    requestSearchFocus()
  })
  useCommand('filter', () => {
    goToList()
    requestFilter()
  })
  useCommand('next-pane', () => {
    focusNextPane(1)
  })
  useCommand('previous-pane', () => {
    focusNextPane(-1)
  })
  useCommand('load-now', loadNow, !preferences.workOffline)
  useCommand('palette', () => {
    showOverlay('palette')
  })
  useCommand('back-up', openBackup)
  useCommand('restore-backup', openRestore)
  useCommand('lock', lock.mutate, isLockable(protection))
  useCommand('cheat-sheet', () => {
    showOverlay('cheat-sheet')
  })

  useEffect(() => {
    // The side buttons of a mouse; the engine would go back by itself, in a history that is not ours.
    const onMouseUp = (event: MouseEvent): void => {
      if (event.button !== 3 && event.button !== 4) return
      event.preventDefault()
      if (event.button === 3) router.history.back()
      else router.history.forward()
    }
    window.addEventListener('mouseup', onMouseUp)
    return () => {
      window.removeEventListener('mouseup', onMouseUp)
    }
  }, [router])
}
