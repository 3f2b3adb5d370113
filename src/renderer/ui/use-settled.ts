import { useEffect, useState } from 'react'

/** The value once it has not changed for so long (ms): for a search that asks for more than a list from memory. */
export function useSettled<Value>(value: Value, quietMs: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value)
    }, quietMs)
    return () => {
      clearTimeout(timer)
    }
  }, [value, quietMs])
  return settled
}
