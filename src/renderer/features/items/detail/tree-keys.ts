import type { JsonRow, ValueRow } from './json-rows.ts'

/** What a key does in a tree: it goes to a row, opens or closes one, chooses it, or has nowhere to go. */
export type TreeMove =
  | { readonly kind: 'to'; readonly row: JsonRow }
  | { readonly kind: 'open'; readonly row: ValueRow; readonly isOpen: boolean }
  | { readonly kind: 'choose' }
  | { readonly kind: 'stay' }

/** By the pattern of WAI-ARIA for trees; null for keys that mean nothing there. */
export function moveInTree(rows: readonly JsonRow[], active: JsonRow, key: string): TreeMove | null {
  const index = rows.indexOf(active)
  const to = (row: JsonRow | undefined): TreeMove =>
    row === undefined ? { kind: 'stay' } : { kind: 'to', row }
  const holder = active.kind === 'object' || active.kind === 'list' ? active : null
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1])
    case 'ArrowUp':
      return to(rows[index - 1])
    case 'Home':
      return to(rows[0])
    case 'End':
      return to(rows.at(-1))
    case 'ArrowRight':
      if (holder === null) return { kind: 'stay' }
      if (!holder.isOpen) return { kind: 'open', row: holder, isOpen: true }
      return (rows[index + 1]?.level ?? 0) > active.level ? to(rows[index + 1]) : { kind: 'stay' }
    case 'ArrowLeft':
      if (holder?.isOpen === true) return { kind: 'open', row: holder, isOpen: false }
      return to(rows.slice(0, index).findLast(({ level }) => level < active.level))
    case 'Enter':
    case ' ':
      return { kind: 'choose' }
    default:
      return null
  }
}
