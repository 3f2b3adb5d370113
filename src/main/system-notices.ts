import type { AccountId } from '../shared/model/account.ts'

/** Where a notice leads when it is clicked. */
export type NoticePlace = 'outbox' | 'connections' | 'sync'

/** The computer's own notices. Showing one never fails; where there is no way to, none is shown. */
export interface SystemNotifier {
  isSupported(): boolean
  show(notice: { readonly title: string; readonly body: string; readonly onClick: () => void }): void
}

/** What may need the user, as it stands. Names of providers and numbers only: a lock screen is read by anybody. */
export interface Situation {
  readonly workspaceId: string
  readonly needsYouCount: number
  /** Accounts that have to be connected again, with their providers' names. */
  readonly toReconnect: ReadonlyMap<AccountId, string>
  /** Accounts of which a load failed for a reason that does not pass by itself. */
  readonly failed: ReadonlyMap<AccountId, string>
}

export interface SystemNoticesCopy {
  readonly needsYou: { readonly one: string; readonly other: string; readonly body: string }
  readonly reconnect: { readonly title: string; readonly body: string }
  readonly failed: { readonly title: string; readonly body: string }
}

export interface SystemNoticesPorts {
  readonly notifier: SystemNotifier
  /** Null while nothing is open, or where it could not be read. */
  readonly read: () => Promise<Situation | null>
  readonly isWanted: () => boolean
  readonly isFocused: () => boolean
  readonly copy: () => SystemNoticesCopy
  /** Brings the window to the front, at the place. */
  readonly onChosen: (place: NoticePlace) => void
}

interface SystemNotices {
  /** Something may have changed. Looks once more after the look that goes on, however often it is called. */
  changed(): Promise<void>
}

/** Tells of what came up since the last look, while the window is not in front and the user wants to be told. */
export function createSystemNotices(ports: SystemNoticesPorts): SystemNotices {
  let known: Situation | null = null
  let looking: Promise<void> | null = null
  let isDue = false

  async function look(): Promise<void> {
    // Nobody is told: what happens meanwhile is no news when somebody is again.
    if (!ports.isWanted() || !ports.notifier.isSupported()) {
      known = null
      return
    }
    const before = known
    known = await ports.read()
    // The first look at a workspace tells what stands already, which is no news.
    if (known === null || before === null || before.workspaceId !== known.workspaceId) return
    if (ports.isFocused()) return
    tellNews(before, known)
  }

  function tellNews(before: Situation, now: Situation): void {
    const copy = ports.copy()
    const { needsYouCount: count } = now
    if (count > before.needsYouCount) {
      const title = count === 1 ? copy.needsYou.one : copy.needsYou.other.replace('{count}', String(count))
      show(title, copy.needsYou.body, 'outbox')
    }
    for (const provider of newIn(now.toReconnect, before.toReconnect))
      show(
        copy.reconnect.title.replace('{provider}', () => provider),
        copy.reconnect.body,
        'connections',
      )
    for (const provider of newIn(now.failed, before.failed))
      show(
        copy.failed.title.replace('{provider}', () => provider),
        copy.failed.body,
        'sync',
      )
  }

  function show(title: string, body: string, place: NoticePlace): void {
    ports.notifier.show({ title, body, onClick: () => ports.onChosen(place) })
  }

  return {
    changed() {
      isDue = true
      looking ??= (async () => {
        while (isDue) {
          isDue = false
          await look()
        }
      })().finally(() => {
        looking = null
      })
      return looking
    },
  }
}

/** The providers of accounts that were not there before, each once. */
const newIn = (now: Situation['failed'], before: Situation['failed']): ReadonlySet<string> =>
  new Set([...now].flatMap(([id, provider]) => (before.has(id) ? [] : [provider])))
