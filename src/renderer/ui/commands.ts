import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type CommandId, commands } from '../../shared/commands.ts'
import { createObservable } from './observable.ts'

/** What a command does at the moment, from whichever screen or part of it offers it. */
interface Offer {
  readonly run: () => void
  readonly isEnabled: boolean
}

/** Why a command does nothing now; the copy says it (`commands:off`). */
export type OffReason = 'network' | 'selection' | 'contact' | 'form' | 'list' | 'passphrase' | 'here'

/** The latest offer stands at the end, and counts. */
const offers = new Map<CommandId, readonly Offer[]>()
const version = createObservable(0)

function changed(): void {
  version.put(version.get() + 1)
}

function offer(id: CommandId, one: Offer): () => void {
  offers.set(id, [...(offers.get(id) ?? []), one])
  changed()
  return () => {
    offers.set(
      id,
      (offers.get(id) ?? []).filter((other) => other !== one),
    )
    changed()
  }
}

/**
 * Does the work of a command while the component is there. What is offered last counts; a command that nobody offers,
 * or whose handler is not enabled, is shown as off with what it needs.
 */
export function useCommand(id: CommandId, handler: () => void, isEnabled = true): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(
    () =>
      offer(id, {
        run: () => {
          latest.current()
        },
        isEnabled,
      }),
    [id, isEnabled],
  )
}

const offerOf = (id: CommandId): Offer | undefined => offers.get(id)?.at(-1)

/** Null while the command can be run. */
export const offReasonOf = (id: CommandId): OffReason | null =>
  offerOf(id)?.isEnabled === true ? null : (commands[id].needs ?? 'here')

/** Runs the command; answers whether it could be. */
export function runCommand(id: CommandId): boolean {
  const known = offerOf(id)
  if (known?.isEnabled !== true) return false
  known.run()
  return true
}

/** Draws anew whenever a command comes, goes or is switched on or off; ask {@link offReasonOf} then. */
export const useCommandChanges = (): number => useSyncExternalStore(version.subscribe, version.get)
