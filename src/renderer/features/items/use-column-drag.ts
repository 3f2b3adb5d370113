import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react'
import { type FieldId, fieldIdSchema } from '../../../shared/model/list-field.ts'

export interface ColumnDrag {
  /** Over which column the dragged one is held; null while none is dragged. */
  readonly target: FieldId | null
  /** For the main button going down on what stands for a column, marked by `data-field`. */
  readonly start: (field: FieldId, event: ReactPointerEvent) => void
}

/** Px that a press may slip without becoming a drag. */
const slackPx = 5

const fieldAt = ({ target }: PointerEvent): FieldId | null => {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null
  const parsed = fieldIdSchema.safeParse(element?.dataset.field)
  return parsed.success ? parsed.data : null
}

/** Moves a column by holding it over another one and letting go there; Esc lets it be. */
export function useColumnDrag(move: (field: FieldId, target: FieldId) => void): ColumnDrag {
  const [target, setTarget] = useState<FieldId | null>(null)
  const stop = useRef((): void => undefined)
  useEffect(
    () => () => {
      stop.current()
    },
    [],
  )

  const start = (field: FieldId, pressed: ReactPointerEvent): void => {
    if (pressed.button !== 0) return
    const { clientX, clientY, pointerId, currentTarget } = pressed
    // A finger holds on to what it touched first, and then nothing is ever below it.
    if (currentTarget.hasPointerCapture(pointerId)) currentTarget.releasePointerCapture(pointerId)
    stop.current()
    let isDragging = false
    const listeners = new AbortController()
    const { signal } = listeners
    stop.current = () => {
      listeners.abort()
      setTarget(null)
    }
    window.addEventListener(
      'pointermove',
      (event) => {
        isDragging ||= Math.hypot(event.clientX - clientX, event.clientY - clientY) > slackPx
        if (isDragging) setTarget(fieldAt(event))
      },
      { signal },
    )
    window.addEventListener(
      'pointerup',
      (event) => {
        stop.current()
        const over = isDragging ? fieldAt(event) : null
        if (over !== null && over !== field) move(field, over)
      },
      { signal },
    )
    window.addEventListener(
      'pointercancel',
      () => {
        stop.current()
      },
      { signal },
    )
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !isDragging) return
        event.preventDefault()
        stop.current()
      },
      { signal, capture: true },
    )
  }
  return { target, start }
}
