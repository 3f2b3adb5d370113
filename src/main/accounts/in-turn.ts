/** Runs works of the same key one after the other, in the order in which they came. */
export type InTurn = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

export function createTurns(): InTurn {
  const lastTurns = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const turn = (lastTurns.get(key) ?? Promise.resolve()).then(work, work)
    lastTurns.set(key, turn)
    return turn
  }
}
