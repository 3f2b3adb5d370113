import { useDeferredValue } from 'react'

/**
 * False while a component is drawn for the first time, true right after what it drew then is on the screen: for what
 * is not looked at first and would make everybody wait for the rest.
 */
export const useSecondDrawing = (): boolean => useDeferredValue(true, false)
