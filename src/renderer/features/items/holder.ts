export interface Holder<Held> {
  readonly get: () => Held
  readonly put: (next: Held) => void
}

/** Keeps a value for what happens later: events and requests read the latest one, and nothing is drawn for it. */
export function createHolder<Held>(first: Held): Holder<Held> {
  let held = first
  return {
    get: () => held,
    put(next) {
      held = next
    },
  }
}
