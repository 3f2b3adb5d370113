import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import type { ItemKey, ItemRow } from '../../../shared/model/item.ts'
import type { MenuPlace } from './RecordMenu.tsx'
import type { RowBlocks } from './row-blocks.ts'
import { cellOf } from './use-active-cell.ts'

interface Pointed {
  readonly key: ItemKey
  readonly place: MenuPlace
}

export interface RecordMenuState {
  readonly pointed: Pointed | null
  readonly isOpen: boolean
  readonly close: () => void
  readonly onContextMenu: (event: MouseEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Finds the record that a right click, the Menu key or Shift-F10 is about, on a row or on the detail pane. */
export function useRecordMenu(rows: RowBlocks<ItemRow>, selected: ItemKey | null): RecordMenuState {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [isOpen, setIsOpen] = useState(false)

  const keyAt = (target: EventTarget): ItemKey | null => {
    const cell = cellOf(target)
    if (cell !== null) return rows.rowAt(cell.row)?.key ?? null
    return target instanceof Element && target.closest('[data-pane="details"]') !== null ? selected : null
  }
  const openAt = (target: EventTarget, place: MenuPlace): boolean => {
    const key = keyAt(target)
    if (key === null) return false
    setPointed({ key, place })
    setIsOpen(true)
    return true
  }
  const onContextMenu = (event: MouseEvent): void => {
    // Events of the menu itself, which lies elsewhere on the page, come here too.
    if (isOpen) {
      event.preventDefault()
      return
    }
    if (belongsToText(event.target)) return
    const isByKey = event.clientX === 0 && event.clientY === 0
    const place = isByKey ? below(event.target) : { left: event.clientX, top: event.clientY }
    if (openAt(event.target, place)) event.preventDefault()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if (!isMenuKey || isOpen || belongsToText(event.target)) return
    if (openAt(event.target, below(event.target))) event.preventDefault()
  }
  return {
    pointed,
    isOpen,
    close: () => {
      setIsOpen(false)
    },
    onContextMenu,
    onKeyDown,
  }
}

function below(target: EventTarget): MenuPlace {
  if (!(target instanceof Element)) return { left: 0, top: 0 }
  const { left, bottom } = target.getBoundingClientRect()
  return { left, top: bottom }
}

/** Where text is typed or marked, the system's own menu with cut, copy and paste comes. */
function belongsToText(target: EventTarget): boolean {
  if (target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null)
    return true
  return document.getSelection()?.toString().trim() !== '' && document.getSelection() !== null
}
