/** The store answers so many requests in about a frame, and they are read here while it looks for the next ones. */
const atOnce = 25

/** Asks for each, some at a time; the answers in the order of the list. */
export async function inBatches<One, Answer>(
  list: readonly One[],
  ask: (one: One) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < list.length; at += atOnce) {
    answers.push(...(await Promise.all(list.slice(at, at + atOnce).map(ask))))
  }
  return answers
}
