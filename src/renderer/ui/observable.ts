export interface Observable<Value> {
  readonly get: () => Value
  readonly put: (next: Value) => void
  /** Answers the function that stops listening. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A value for `useSyncExternalStore`: only what reads it is drawn when it changes. */
export function createObservable<Value>(first: Value): Observable<Value> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    put(next) {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
