/** What a run comes to: the rules of the exit code, apart from what is measured and printed. */

/** A ratio that is worse than so many times its budget is no matter of a busy machine. */
const FAR_OFF = 2
/** So often a quick part is measured, until no ratio is far off. */
const QUICK_TRIES = 3

/** @typedef {import('./rows.mjs').Row} Row */

/** @param {Pick<Row, 'ratio' | 'budget'>} row */
const isFarOff = ({ ratio, budget }) => ratio !== null && budget !== null && ratio > FAR_OFF * budget

/**
 * A busy machine makes one run bad; a change that costs time makes all of them bad.
 *
 * @param {() => Promise<Row[]>} ask measures the part
 * @returns {Promise<Row[]>} of the first try in which no ratio is far off, or of the last one
 */
export async function untilCalm(ask) {
  for (let tries = 1; ; tries += 1) {
    const rows = await ask()
    if (tries === QUICK_TRIES || !rows.some(isFarOff)) return rows
    console.log('bench: that is far off its budget; measured once more')
  }
}

/**
 * Why a run counts as failed, one sentence for each reason; none where it does not. Of a whole run every row has to be
 * measured, and a missed budget is a finding. A quick run says nothing of what it could not measure, as long as it measured
 * something, and fails where a ratio is far off.
 *
 * @param {(Row & { part: string })[]} rows
 * @returns {string[]}
 */
export function faultsOf(rows, { isQuick }) {
  const isMeasured = ({ verdict }) => verdict !== 'not measured'
  if (!isQuick)
    return rows.filter((row) => !isMeasured(row)).map(({ part, note }) => `${part} was not measured: ${note}`)
  if (!rows.some(isMeasured)) return ['nothing could be measured']
  return rows
    .filter(isFarOff)
    .map(
      ({ part, what, ratio, budget }) =>
        `${part}: ${what}: ${ratio} is worse than ${FAR_OFF} times its budget of ${budget}`,
    )
}
