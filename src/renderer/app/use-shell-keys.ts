import { useEffect } from 'react'
import { commandOfKeys, keysPressed } from '../../shared/command-keys.ts'
import { type CommandId, commands } from '../../shared/commands.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { beginsSingle, commandOfSingle, isSingleKey } from '../../shared/single-keys.ts'
import { platform, subscribe } from '../api/client.ts'
import { useAppState } from '../api/use-app-state.ts'
import { offReasonOf, runCommand } from '../ui/commands.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'

/** How long the second letter of two may take. */
const letterPauseMs = 1_500

/** Brings key presses and the application menu to the commands, by the keys that the user gave them. */
export function useShellKeys(): void {
  const { preferences } = useAppState()

  useEffect(() => {
    const tellOff = (id: CommandId): void => {
      const reason = offReasonOf(id)
      if (reason !== null) notify({ tone: 'info', title: told(`commands:off.${reason}`) })
    }
    const letters = createLetters()
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isModalOpen()) return
      const id = commandOf(event, preferences) ?? letters(event, preferences)
      if (id === null) return
      if (runCommand(id)) event.preventDefault()
      else if (commands[id].needs === 'network') tellOff(id)
    }
    const stopMenu = subscribe('menuChosen', ({ command }) => {
      // A dialog waits for an answer; what lies below it stays as it is.
      if (!isModalOpen() && !runCommand(command)) tellOff(command)
    })
    window.addEventListener('keydown', onKeyDown)
    return () => {
      stopMenu()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [preferences])
}

const isModalOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null

function commandOf(event: KeyboardEvent, preferences: Preferences): CommandId | null {
  for (const pressed of keysPressed(event, platform())) {
    const id = commandOfKeys(pressed, preferences, platform())
    if (id !== null && (commands[id].worksInText || !takesText(event.target))) return id
  }
  return null
}

/** Single letters, one or two after each other. Answers the command once there is one. */
function createLetters(): (event: KeyboardEvent, preferences: Preferences) => CommandId | null {
  let first = ''
  let firstAtMs = 0
  return (event, preferences) => {
    if (
      !preferences.hasSingleKeys ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      takesLetters(event.target)
    ) {
      first = ''
      return null
    }
    const [pressed] = keysPressed(event, platform())
    if (pressed === undefined || !isSingleKey(pressed)) {
      if (event.key !== 'Shift') first = ''
      return null
    }
    const isInTime = first !== '' && event.timeStamp - firstAtMs < letterPauseMs
    const written = isInTime ? `${first} ${pressed}` : pressed
    const id = commandOfSingle(written, preferences)
    const isBegun = !isInTime && beginsSingle(pressed, preferences)
    first = isBegun ? pressed : ''
    firstAtMs = event.timeStamp
    return id
  }
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

/** Lists of choices take letters too: they go to the choice that begins with them. */
const takesLetters = (target: EventTarget | null): boolean =>
  takesText(target) ||
  (target instanceof Element &&
    target.closest('select, [role="menu"], [role="listbox"], [role="combobox"]') !== null)
