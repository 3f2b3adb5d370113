import type { ItemType } from '../../shared/model/item-type.ts'

export type PaletteGroup =
  'recent' | 'records' | 'people' | 'here' | 'commands' | 'views' | 'settings' | 'provider' | 'help'

/** One line of the palette. */
export interface PaletteRow {
  /** Unlike any other line's. */
  readonly id: string
  readonly group: PaletteGroup
  readonly label: string
  /** What tells it from others of the same name; empty where nothing does. */
  readonly detail: string
  /** The type of a record, for its icon; null for everything else. */
  readonly type: ItemType | null
  readonly keys: string | null
  /** Why it does nothing now; null where it does. */
  readonly off: string | null
  /** The palette stays, and shows what came of it. */
  readonly staysOpen: boolean
  readonly run: () => void
}

/** A line that does what it says. */
export const paletteRow = (
  row: Pick<PaletteRow, 'id' | 'group' | 'label' | 'run'> & Partial<PaletteRow>,
): PaletteRow => ({ detail: '', type: null, keys: null, off: null, staysOpen: false, ...row })
