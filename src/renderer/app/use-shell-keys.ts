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
import { useSteps } from '../api/use-steps.ts'

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
  const { undo, redo } = useSteps()

  useEffect(() => {
    const openSettings = (): void => void router.navigate({ to: '/settings' })
    const openOutbox = (): void => void router.navigate({ to: '/outbox' })
    const withControl: Record<string, () => void> = { k: goToSearch, f: goToSearch, ',': openSettings }
    const withControlAndShift: Record<string, () => void> = { o: openOutbox }
    // Where text is typed, these keys belong to the text.
    const besideText: Record<string, () => void> = { z: undo, y: redo }
    const besideTextWithShift: Record<string, () => void> = { z: redo }
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
      const isControl = event.ctrlKey || event.metaKey
      const { altKey, shiftKey } = event
      const run = (): (() => void) | undefined => {
        if (isControl && altKey) return undefined
        if (!isControl) return (altKey ? (shiftKey ? {} : withAlt) : shiftKey ? withShift : plain)[event.key]
        // With Shift, or with the shift lock, a letter is a capital one.
        const key = event.key.toLowerCase()
        const [always, aside] = shiftKey
          ? [withControlAndShift, besideTextWithShift]
          : [withControl, besideText]
        return always[key] ?? (takesText(event.target) ? undefined : aside[key])
      }
      const act = run()
      if (act === undefined) return
      event.preventDefault()
      act()
    }

    const stopMenu = subscribe('menuChosen', ({ command }) => {
      const commands = {
        search: goToSearch,
        'new-contact': () => void router.navigate({ to: '/contacts/new' }),
        'find-contact': openContactFinder,
        settings: openSettings,
        'load-now': loadNow,
        outbox: openOutbox,
      }
      commands[command]()
    })
    window.addEventListener('keydown', onKeyDown)
    return () => {
      stopMenu()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [router, goToSearch, loadNow, undo, redo])
}

const withoutText = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
])

/** Whether keys belong to what is typed there, or to a dialog that waits for an answer. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"]') !== null) return true
  if (target instanceof HTMLInputElement) return !withoutText.has(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}
