import { type CommandId, commands } from '../../../shared/commands.ts'

/** What only a letter does, or only the pointer and the list, has no keys to change. */
export const hasChangeableKeys = (id: CommandId): boolean =>
  commands[id].single === undefined || commands[id].keys.length > 0
