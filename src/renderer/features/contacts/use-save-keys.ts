import { useCommand } from '../../ui/commands.ts'

/** The keys that save work from wherever the keyboard is on the screen; a dialog on top has its own buttons. */
export function useSaveKeys(save: () => void): void {
  useCommand('save', save)
  useCommand('save-and-close', save)
}
