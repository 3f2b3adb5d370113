/** More than this many deviations, and the sandbox is no longer held against the documents. */
const MAX_DEVIATIONS = 30
/** The proxy writes down no more violations than these. */
const MOST_COUNTED = 500

/**
 * Holds the report of the checking proxy against the list of known deviations.
 *
 * @param {import('./compare.d.mts').Report[]} reports
 * @param {readonly import('./compare.d.mts').Deviation[]} deviations
 * @returns {string[]} sentences; none when every violation is listed and every entry of the list was needed
 */
export function compareReports(reports, deviations) {
  const violations = reports.flatMap((report) => report.violations)
  const problems = []
  for (const report of reports) {
    if (report.violations.length < MOST_COUNTED) continue
    problems.push(`${report.spec}: ${MOST_COUNTED} violations or more; what came after them is not known`)
  }
  for (const one of violations) {
    if (!deviations.some((deviation) => covers(deviation, one))) {
      problems.push(`not listed: ${one.side}: ${one.request} -> ${one.status}: ${one.message}`)
    }
  }
  for (const deviation of deviations) {
    const { operation, status, message, source } = deviation
    if (!violations.some((one) => covers(deviation, one))) {
      problems.push(`listed and never met: ${operation} -> ${status}: ${message}`)
    }
    if (source.trim() === '') problems.push(`without a source: ${operation} -> ${status}: ${message}`)
  }
  if (deviations.length > MAX_DEVIATIONS) {
    problems.push(`${deviations.length} deviations are listed; ${MAX_DEVIATIONS} are the most`)
  }
  return [...new Set(problems)]
}

/** `{name}` in an operation stands for one part of a path, `*` in a message for any text. */
function covers(deviation, { request, status, message }) {
  return (
    deviation.status === status &&
    pattern(deviation.operation, /\{[^}]+\}/, '[^/]+').test(request) &&
    pattern(deviation.message, /\*/, '.*').test(message)
  )
}

function pattern(text, gap, filling) {
  const parts = text.split(gap).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join(filling)}$`, 's')
}
